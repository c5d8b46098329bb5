// Two vaults: one for the keys of ballots, in which the Entra app alone may do anything, and one for the
// database's address, which the machines may read.
param name string
param location string
param tenantId string
param subnetId string

@description('Service principal of the Entra app.')
param appPrincipalId string

@description('Principal of the machines’ identity.')
param identityPrincipalId string

@secure()
param databaseUrl string

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security
var cryptoOfficer = '14b46e9e-c2b7-41b4-b07b-48a6ebf60603'
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var suffix = uniqueString(resourceGroup().id)

resource ballots 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${name}-k${take(suffix, 8)}'
  location: location
  properties: {
    tenantId: tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    // The shortest there is, and not to be changed later: until then a destroyed key could be recovered.
    softDeleteRetentionInDays: 7
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      virtualNetworkRules: [
        {
          id: subnetId
        }
      ]
    }
  }
}

resource ballotKeys 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(ballots.id, appPrincipalId, cryptoOfficer)
  scope: ballots
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', cryptoOfficer)
  }
}

resource secrets 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${name}-s${take(suffix, 8)}'
  location: location
  properties: {
    tenantId: tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enablePurgeProtection: true
  }
}

resource address 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: secrets
  name: 'database-url'
  properties: {
    value: databaseUrl
  }
}

resource readAddress 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(secrets.id, identityPrincipalId, secretsUser)
  scope: secrets
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

output ballotVaultUrl string = ballots.properties.vaultUri
output databaseUrlSecret string = address.properties.secretUri
