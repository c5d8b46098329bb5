/** Milliseconds until a browser has surely begun to read what it was given. */
const untilRead = 60_000;

/** Puts a file where the reader's browser keeps what it downloads. */
export function saveFile(name: string, bytes: Blob): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), untilRead);
}
