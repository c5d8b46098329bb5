// Télémaque in Azure: two instances of one container or more, a database, two vaults, an identity, the
// registration that leads Teams to the bot, logs and alerts. No right in Microsoft 365 is granted here:
// that is `npm run tenant` (the table is src/graph/rights.ts), which wants two outputs of this file.
targetScope = 'resourceGroup'

@description('Short name from which all resources are named: small letters and digits.')
@minLength(3)
@maxLength(12)
param name string = 'telemaque'

@description('Where the data stays: in France.')
@allowed([
  'francecentral'
  'francesouth'
])
param location string = 'francecentral'

@description('The container, with its tag or, better, its digest.')
param image string

@description('Host people and Microsoft reach the product at, without https://. Its certificate is bound by hand.')
param publicHost string

@description('Application (client) id of the one Entra app: bot, tab sign-in and Graph.')
param appId string

@description('Object id of that app’s service principal in this tenant; `npm run tenant -- apply` prints it.')
param appPrincipalId string

@description('Tenant the Entra app is registered in.')
param tenantId string = tenant().tenantId

@description('Tenants whose people may speak to the bot, separated by commas. Empty: tenantId alone.')
param allowedTenants string = ''

@description('Mail of the programme mailbox, organiser of every event, read by no one.')
param programmeMailbox string

@description('Id of the app in the organisation’s Teams catalogue, for installing the bot. Empty: installed for nobody.')
param teamsCatalogAppId string = ''

@description('An OpenTelemetry collector over HTTP. Empty: none, and the log is all there is.')
param otlpEndpoint string = ''

@description('Who is told by alerts.')
param operatorMail string

@description('Password of the database’s owner, long and random; it is kept in a vault, and nobody has to know it.')
@secure()
@minLength(24)
param databasePassword string

@description('Instances at least and at most. One national cohort needs one; two outlive a restart.')
@minValue(2)
param leastInstances int = 2
@maxValue(8)
param mostInstances int = 4

module network 'modules/network.bicep' = {
  name: 'network'
  params: {
    name: name
    location: location
  }
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: name
    location: location
  }
}

module watch 'modules/watch.bicep' = {
  name: 'watch'
  params: {
    name: name
    location: location
    operatorMail: operatorMail
  }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: {
    name: name
    location: location
    subnetId: network.outputs.databaseSubnetId
    zoneId: network.outputs.databaseZoneId
    password: databasePassword
  }
}

module vaults 'modules/vaults.bicep' = {
  name: 'vaults'
  params: {
    name: name
    location: location
    tenantId: tenantId
    subnetId: network.outputs.appSubnetId
    appPrincipalId: appPrincipalId
    identityPrincipalId: identity.outputs.principalId
    databaseUrl: 'postgres://telemaque:${uriComponent(databasePassword)}@${database.outputs.host}/telemaque?sslmode=verify-full'
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: name
    location: location
    image: image
    subnetId: network.outputs.appSubnetId
    workspaceName: watch.outputs.workspaceName
    identityId: identity.outputs.id
    databaseUrlSecret: vaults.outputs.databaseUrlSecret
    leastInstances: leastInstances
    mostInstances: mostInstances
    settings: {
      APP_ID: appId
      APP_MANAGED_IDENTITY: identity.outputs.clientId
      TENANT_ID: tenantId
      ALLOWED_TENANTS: allowedTenants
      PROGRAMME_MAILBOX: programmeMailbox
      TEAMS_CATALOG_APP_ID: teamsCatalogAppId
      PUBLIC_URL: 'https://${publicHost}'
      KEY_VAULT_URL: vaults.outputs.ballotVaultUrl
      OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint
      // The environment's own front end; one more for each proxy put before it.
      TRUSTED_PROXIES: '1'
      PORT: '3978'
    }
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: name
    appId: appId
    tenantId: tenantId
    publicHost: publicHost
  }
}

@description('Host to point publicHost at, by a CNAME.')
output appHost string = app.outputs.host

@description('For the federated credential of the Entra app: its issuer…')
output federatedIssuer string = '${environment().authentication.loginEndpoint}${tenantId}/v2.0'

@description('…and its subject, this identity’s principal id.')
output federatedSubject string = identity.outputs.principalId
