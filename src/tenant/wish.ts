import type { TenantFile } from './tenant-file.ts';

/** The certificate whose public half Entra is to know. */
export interface Certificate {
  /** DER, base64. */
  key: string;
  sha256: string;
  validFrom: number;
  validTo: number;
}

/** The Teams package as it is to be uploaded. */
export interface TeamsPackage {
  id: string;
  version: string;
  /** Whose bot and pages it names. */
  appId: string | undefined;
  bytes: Buffer;
}

/** What is wanted of a tenant: the file, and the files it names, all read. */
export interface Wish extends Omit<TenantFile, 'lists' | 'credential' | 'teams'> {
  lists: { name: string; readers: readonly string[] }[];
  credential:
    | { certificate: Certificate }
    | { federated: { issuer: string; subject: string } }
    | undefined;
  teams: (NonNullable<TenantFile['teams']> & { made: TeamsPackage | undefined }) | undefined;
}

/** Host of the pages, with its port where it has one. */
export const hostOf = (wish: Pick<Wish, 'publicUrl'>): string => new URL(wish.publicUrl).host;
