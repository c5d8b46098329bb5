// PostgreSQL, reached from the app's network alone. It keeps who, when and which themes; ballots are
// sealed, and their keys are in a vault that nothing here can read.
param name string
param location string
param subnetId string
param zoneId string
@secure()
param password string

@description('Burstable carries a national cohort (measured on two cores).')
param sku string = 'Standard_B2s'

@description('Days a backup is kept: a purge is whole only after them, and says so.')
@minValue(7)
@maxValue(35)
param backupDays int = 7

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-db'
  location: location
  sku: {
    name: sku
    tier: 'Burstable'
  }
  properties: {
    version: '16'
    administratorLogin: 'telemaque'
    administratorLoginPassword: password
    storage: {
      storageSizeGB: 32
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: backupDays
      // Copies stay in the region: none leaves France.
      geoRedundantBackup: 'Disabled'
    }
    network: {
      delegatedSubnetResourceId: subnetId
      privateDnsZoneArmResourceId: zoneId
      publicNetworkAccess: 'Disabled'
    }
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: 'telemaque'
  properties: {
    charset: 'UTF8'
    collation: 'C'
  }
}

resource tls 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = {
  parent: server
  name: 'require_secure_transport'
  properties: {
    value: 'on'
    source: 'user-override'
  }
}

output host string = server.properties.fullyQualifiedDomainName
