import { directoryId } from '../notify/subscription.ts';
import type { World } from '../world.ts';

/** Microsoft Graph's own application, the same in every tenant. */
export const graphAppId = '00000003-0000-0000-c000-000000000000';

export interface AppRole {
  id: string;
  value: string;
  displayName: string;
  description: string;
  allowedMemberTypes: string[];
  isEnabled: boolean;
}

/**
 * Application permissions of Graph by their published ids: those the product asks for, and wider
 * ones that may be granted by mistake.
 * https://learn.microsoft.com/graph/permissions-reference
 */
const roleIds: Record<string, string> = {
  'Application.Read.All': '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
  'Application.ReadWrite.All': '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9',
  'AppRoleAssignment.ReadWrite.All': '06b708a9-e830-4db3-a914-8e69da51d44f',
  'Calendars.Read': '798ee544-9d2d-430c-a058-570e29e34338',
  'Calendars.ReadWrite': 'ef54d2bf-783f-4e0f-bca1-3210c0444d99',
  'Directory.Read.All': '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
  'Mail.Read': '810c84a8-4a9e-49e6-bf7d-12d183f40d01',
  'Mail.ReadWrite': 'e2a3a72e-5f79-4c64-b1b1-878b674786c9',
  'Mail.Send': 'b633e1c5-b582-4048-a93e-9f11b44c7e96',
  'Sites.FullControl.All': 'a82116e5-55eb-4c41-a434-62fe8a61c773',
  'Sites.Manage.All': '0c0bf378-bf22-4481-8f81-9e89a9b4960a',
  'Sites.Read.All': '332a536c-c7ef-4017-ab91-336970924f0d',
  'Sites.ReadWrite.All': '9492366f-7969-46a4-8d15-ed1a20078fff',
  'Sites.Selected': '883ea226-0bf2-4a8f-9f9d-92c9162a727d',
  'TeamsAppInstallation.ReadWriteSelfForUser.All': '908de74d-f8b2-4d6b-a9ed-2a17b3b78179',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
};

export const graphRoles: AppRole[] = Object.entries(roleIds).map(([value, id]) => ({
  id,
  value,
  displayName: value,
  description: value,
  allowedMemberTypes: ['Application'],
  isEnabled: true,
}));

/** The object that stands for Graph in this tenant; its id differs from tenant to tenant. */
export function graphPrincipalId({ seed }: World): string {
  return directoryId(`Microsoft Graph in ${seed.home.tenant}`);
}
