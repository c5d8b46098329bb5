/** Addresses are compared in small letters: Outlook writes them as the directory does. */
export const addressOf = (mail: string): string => mail.trim().toLowerCase();
