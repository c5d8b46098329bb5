import { addinRoutes } from './control/addins.ts';
import { calendarRoutes } from './control/calendar.ts';
import { clockRoutes } from './control/clock.ts';
import { deviceRoutes } from './control/device.ts';
import { faultRoutes } from './control/faults.ts';
import { controlListRoutes } from './control/lists.ts';
import { mailRoutes } from './control/mail.ts';
import { peopleRoutes } from './control/people.ts';
import { powershellRoutes } from './control/powershell.ts';
import { resetRoutes } from './control/reset.ts';
import { stateRoutes } from './control/state.ts';
import { controlSubscriptionRoutes } from './control/subscriptions.ts';
import { tabRoutes } from './control/tabs.ts';
import { tenantRoutes } from './control/tenant.ts';
import { deviceCodeRoutes } from './entra/device-code.ts';
import { keyRoutes } from './entra/keys.ts';
import { tokenRoutes } from './entra/token.ts';
import { applicationRoutes } from './graph/applications.ts';
import { attachmentRoutes } from './graph/attachments.ts';
import { batchRoutes } from './graph/batch.ts';
import { calendarViewRoutes } from './graph/calendar-view.ts';
import { directoryRoutes } from './graph/directory.ts';
import { eventRoutes } from './graph/events.ts';
import { getScheduleRoutes } from './graph/get-schedule.ts';
import { installedAppRoutes } from './graph/installed-apps.ts';
import { listItemRoutes } from './graph/list-items.ts';
import { listRoutes } from './graph/lists.ts';
import { sendMailRoutes } from './graph/send-mail.ts';
import { servicePrincipalRoutes } from './graph/service-principals.ts';
import { sitePermissionRoutes } from './graph/site-permissions.ts';
import { siteRoutes } from './graph/sites.ts';
import { subscriptionRoutes } from './graph/subscriptions.ts';
import { teamsAppRoutes } from './graph/teams-apps.ts';
import { playgroundRoutes } from './playground/routes.ts';
import { teamsRoutes } from './teams/routes.ts';
import { vaultRoutes } from './vault/keys.ts';
import type { Route } from './world.ts';

/** Everything served, in one list: faults, limits, the request log and `$batch` work from it. */
export const routes: Route[] = [
  ...tokenRoutes,
  ...deviceCodeRoutes,
  ...keyRoutes,
  ...getScheduleRoutes,
  ...eventRoutes,
  ...attachmentRoutes,
  ...calendarViewRoutes,
  ...siteRoutes,
  ...sitePermissionRoutes,
  ...listRoutes,
  ...listItemRoutes,
  ...sendMailRoutes,
  ...installedAppRoutes,
  ...subscriptionRoutes,
  ...directoryRoutes,
  ...applicationRoutes,
  ...servicePrincipalRoutes,
  ...teamsAppRoutes,
  ...batchRoutes,
  ...teamsRoutes,
  ...playgroundRoutes,
  ...vaultRoutes,
  ...peopleRoutes,
  ...tabRoutes,
  ...addinRoutes,
  ...clockRoutes,
  ...calendarRoutes,
  ...controlListRoutes,
  ...mailRoutes,
  ...controlSubscriptionRoutes,
  ...stateRoutes,
  ...faultRoutes,
  ...resetRoutes,
  ...tenantRoutes,
  ...deviceRoutes,
  ...powershellRoutes,
];
