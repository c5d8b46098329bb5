import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';

/**
 * Who may frame the tab and the pane: Microsoft's own list, sent as it is.
 * https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements
 */
const hosts = [
  'https://*.cloud.microsoft',
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook-sdf.office.com',
  'https://outlook-sdf.office365.com',
].join(' ');

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** On every answer: nothing is guessed, framed, kept or told to the next page. */
export const headers: RequestHandler = (_req, res, next) => {
  res.set({
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy,
    'X-Frame-Options': 'DENY',
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  });
  next();
};

/** What no page of the product asks of a browser. */
const powers = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

/** A page in a browser of its own: no other window keeps a hold on it. */
export const pageHeaders: RequestHandler = (_req, res, next) => {
  res.set({ 'Cross-Origin-Opener-Policy': 'same-origin', 'Permissions-Policy': powers });
  next();
};

/**
 * A page inside Teams or Outlook: framed by them, and by nobody else; in local mode by the emulator
 * at this origin too.
 */
export const hostedHeaders = (emulator?: string): RequestHandler => hosted(policy, emulator);

/** Where Office.js must come from: https://learn.microsoft.com/office/dev/add-ins/outlook/apis */
export const vendorOffice = 'https://appsforoffice.microsoft.com/lib/1/hosted/Office.js';
/** Office.js of Microsoft loads a second library from here (https://github.com/OfficeDev/office-js/issues/1005). */
const vendorLibrary = 'https://ajax.aspnetcdn.com';

/**
 * The Outlook pane: as a page inside Teams, and Office.js runs in it, from `office` alone. That one
 * writes addresses of scripts as plain text, which trusted types would forbid; the list of sources
 * bounds what it may load.
 */
export function paneHeaders(office: string, emulator?: string): RequestHandler {
  const more = office === vendorOffice ? [vendorLibrary] : [];
  const sources = ["'self'", new URL(office).origin, ...more].join(' ');
  const own = policy
    .replace("script-src 'self'", `script-src ${sources}`)
    .replace("; require-trusted-types-for 'script'", '');
  return hosted(own, emulator);
}

function hosted(own: string, emulator?: string): RequestHandler {
  const framedBy = emulator === undefined ? hosts : `${hosts} ${emulator}`;
  const framed = own.replace("frame-ancestors 'none'", `frame-ancestors ${framedBy}`);
  return (_req, res, next) => {
    res.removeHeader('X-Frame-Options');
    res.set({ 'Content-Security-Policy': framed, 'Permissions-Policy': powers });
    next();
  };
}

/** Files whose names change with their content, the same for everyone: nothing of a person is kept. */
export function assetHeaders(res: ServerResponse): void {
  res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
}
