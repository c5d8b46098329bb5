// Logs, kept thirty days, and who is told. Lines hold ids only; docs/operations/watching.md says what each
// event means. Figures go to an OpenTelemetry collector, where there is one.
param name string
param location string
param operatorMail string

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: 30
  }
}

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-operators'
  location: 'global'
  properties: {
    groupShortName: take(name, 12)
    enabled: true
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: operatorMail
        useCommonAlertSchema: true
      }
    ]
  }
}

@description('Events of the log that somebody has to hear of: how many in how long, and how grave (0 to 4).')
var alerts = [
  {
    name: 'credential'
    events: '"credential.ends", "credential.ended"'
    above: 0
    window: 'PT1H'
    severity: 1
  }
  {
    name: 'broken'
    events: '"job.failed", "jobs.failed", "turn-failed", "web.failed", "effects.drain-failed", "effect.unsettled"'
    above: 3
    window: 'PT15M'
    severity: 1
  }
  {
    name: 'undelivered'
    events: '"effect.failed", "effect.unknown"'
    above: 10
    window: 'PT1H'
    severity: 2
  }
  {
    name: 'attacked'
    events: '"activity-denied", "sign-in-denied", "notification.refused"'
    above: 100
    window: 'PT15M'
    severity: 2
  }
]

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-03-15-preview' = [
  for alert in alerts: {
    name: '${name}-${alert.name}'
    location: location
    properties: {
      displayName: '${name}: ${alert.name}'
      severity: alert.severity
      enabled: true
      scopes: [
        workspace.id
      ]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      criteria: {
        allOf: [
          {
            query: 'ContainerAppConsoleLogs_CL | extend line = parse_json(Log_s) | where tostring(line.event) in (${alert.events})'
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: alert.above
          }
        ]
      }
      // The table is there once the first line was written.
      skipQueryValidation: true
      actions: {
        actionGroups: [
          operators.id
        ]
      }
    }
  }
]

output workspaceName string = workspace.name
