// One product: its web app, and the bot registration that leads Teams to it.
// Rights are not granted here: see the table in src/graph/rights.ts and the README beside this file.

@description('Short name from which all resources are named.')
@minLength(3)
@maxLength(20)
param name string = 'telemaque'

@description('Where the data stays. France Central, unless the programme says otherwise.')
param location string = 'francecentral'

@description('Application (client) id of the one Entra app: bot, tab sign-in and Graph.')
param appId string

@description('Tenant the Entra app is registered in.')
param tenantId string = tenant().tenantId

@description('Tenants whose people may speak to the bot, separated by commas. Empty: tenantId alone.')
param allowedTenants string = ''

@description('Mail of the programme mailbox, organiser of every event, read by no one.')
param programmeMailbox string

@description('SHA-256 thumbprint of the Entra app’s certificate, 64 hexadecimal digits. Its key is put at /home/app.key by hand.')
@minLength(64)
@maxLength(64)
param certificateSha256 string

@description('Id of the app in the organisation’s Teams catalogue, for installing the bot. Empty: installed for nobody.')
param teamsCatalogAppId string = ''

@description('Size of the web app; B1 carries a national cohort.')
param planSku string = 'B1'

@description('Address of the PostgreSQL database, with its password. Empty: the embedded store on the app’s own disk.')
@secure()
param databaseUrl string = ''

@description('Address of the key vault for the keys of ballots, https://NAME.vault.azure.net. Empty: a folder on the app’s own disk.')
param keyVaultUrl string = ''

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${name}-plan'
  location: location
  kind: 'linux'
  sku: {
    name: planSku
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: '${name}-app'
  location: location
  kind: 'app,linux'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      linuxFxVersion: 'NODE|20-lts'
      alwaysOn: true
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      healthCheckPath: '/healthz'
      appCommandLine: 'node dist/main.js'
      appSettings: [
        {
          name: 'APP_ID'
          value: appId
        }
        {
          name: 'TENANT_ID'
          value: tenantId
        }
        {
          name: 'ALLOWED_TENANTS'
          value: allowedTenants
        }
        {
          name: 'APP_CERTIFICATE_SHA256'
          value: certificateSha256
        }
        {
          name: 'APP_CERTIFICATE_KEY_FILE'
          value: '/home/app.key'
        }
        {
          name: 'PROGRAMME_MAILBOX'
          value: programmeMailbox
        }
        {
          name: 'TEAMS_CATALOG_APP_ID'
          value: teamsCatalogAppId
        }
        {
          // App Service's own front end; one more for each proxy put before it.
          name: 'TRUSTED_PROXIES'
          value: '1'
        }
        {
          name: 'PUBLIC_URL'
          value: 'https://${name}-app.azurewebsites.net'
        }
        {
          name: 'DATABASE_URL'
          value: databaseUrl
        }
        {
          name: 'KEY_VAULT_URL'
          value: keyVaultUrl
        }
        {
          name: 'DATA_DIR'
          value: '/home/data'
        }
      ]
    }
  }
}

// New bots are single-tenant; the Entra app behind it may still serve other tenants.
resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-bot'
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: 'F0'
  }
  properties: {
    displayName: 'Télémaque'
    endpoint: 'https://${app.properties.defaultHostName}/api/messages'
    msaAppId: appId
    msaAppType: 'SingleTenant'
    msaAppTenantId: tenantId
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
  }
}

@description('Host name the packages need as APP_HOST.')
output appHost string = app.properties.defaultHostName
