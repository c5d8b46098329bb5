// Instances of the one container, all alike: any may answer, any may carry out what another began.
param name string
param location string
param image string
param subnetId string
param workspaceName string
param identityId string
param databaseUrlSecret string
param leastInstances int
param mostInstances int

@description('Environment of the container; what is empty is left out.')
param settings object

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspaceName
}

resource machines 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-env'
  location: location
  properties: {
    vnetConfiguration: {
      infrastructureSubnetId: subnetId
      internal: false
    }
    zoneRedundant: true
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: workspace.properties.customerId
        sharedKey: workspace.listKeys().primarySharedKey
      }
    }
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: '${name}-app'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    environmentId: machines.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        allowInsecure: false
        targetPort: 3978
        transport: 'http'
      }
      secrets: [
        {
          name: 'database-url'
          keyVaultUrl: databaseUrlSecret
          identity: identityId
        }
      ]
    }
    template: {
      // A process that is asked to stop lets go within ten seconds.
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'telemaque'
          image: image
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: concat(
            [
              {
                name: 'DATABASE_URL'
                secretRef: 'database-url'
              }
            ],
            map(
              filter(items(settings), setting => !empty(setting.value)),
              setting => {
                name: setting.key
                value: setting.value
              }
            )
          )
          probes: [
            {
              // The first to start migrates the store, and the others wait for it.
              type: 'Startup'
              httpGet: {
                path: '/readyz'
                port: 3978
              }
              periodSeconds: 3
              failureThreshold: 60
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/readyz'
                port: 3978
              }
              periodSeconds: 5
              failureThreshold: 2
            }
            {
              // Alive, whatever becomes of the database: a restart would not bring it back.
              type: 'Liveness'
              httpGet: {
                path: '/healthz'
                port: 3978
              }
              periodSeconds: 10
              failureThreshold: 6
            }
          ]
        }
      ]
      scale: {
        minReplicas: leastInstances
        maxReplicas: mostInstances
        rules: [
          {
            name: 'requests'
            http: {
              metadata: {
                concurrentRequests: '50'
              }
            }
          }
        ]
      }
    }
  }
}

output host string = app.properties.configuration.ingress.fqdn
