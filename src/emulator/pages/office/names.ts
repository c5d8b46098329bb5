/** Office's own words for what is served, by the names of its enumerations. */
export const names = {
  HostType: { Outlook: 'Outlook' },
  PlatformType: { OfficeOnline: 'OfficeOnline' },
  AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' },
  CoercionType: { Text: 'text', Html: 'html' },
  EventType: {
    AppointmentTimeChanged: 'olkAppointmentTimeChanged',
    ItemChanged: 'olkItemSelectedChanged',
    OfficeThemeChanged: 'officeThemeChanged',
    RecipientsChanged: 'olkRecipientsChanged',
  },
};

export const mailboxNames = {
  ItemType: { Message: 'message', Appointment: 'appointment' },
  RecipientType: {
    DistributionList: 'distributionList',
    User: 'user',
    ExternalUser: 'externalUser',
    Other: 'other',
  },
  ResponseType: {
    None: 'none',
    Organizer: 'organizer',
    Tentative: 'tentative',
    Accepted: 'accepted',
    Declined: 'declined',
  },
  BodyType: { Text: 'text', Html: 'html' },
  AttachmentType: { File: 'file', Item: 'item', Cloud: 'cloud' },
  AppointmentSensitivityType: {
    Normal: 'normal',
    Personal: 'personal',
    Private: 'private',
    Confidential: 'confidential',
  },
};

/** The requirement sets that this Outlook has, each up to the version told. */
const sets: ReadonlyMap<string, string> = new Map([
  ['mailbox', '1.15'],
  ['nestedappauth', '1.1'],
]);

/** Versions are compared by their parts: 1.10 comes after 1.9. */
export function isSetSupported(name: unknown, version: unknown = '1.1'): boolean {
  const most = sets.get(String(name).toLowerCase());
  if (most === undefined) return false;
  const [major = 0, minor = 0] = String(version).split('.').map(Number);
  const [mostMajor = 0, mostMinor = 0] = most.split('.').map(Number);
  return major < mostMajor || (major === mostMajor && minor <= mostMinor);
}
