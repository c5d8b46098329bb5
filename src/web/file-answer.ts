import type { Response } from 'express';

/** The body of an answer that the reader keeps as a file. */
export class FileBody {
  /** Plain letters, with its ending. */
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;

  constructor(name: string, type: string, bytes: Uint8Array) {
    this.name = name;
    this.type = type;
    this.bytes = bytes;
  }
}

/** Never shown in a page: a browser keeps it, under its own name. */
export function sendFile(res: Response, { name, type, bytes }: FileBody): void {
  res.set({
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
  });
  res.end(bytes);
}
