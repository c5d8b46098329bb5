import type { AttachedFile } from './appointment.ts';
import { element } from './element.ts';
import { field } from './time-fields.ts';

/** Files of an appointment: those there, each with a button to take it off, and a way to add some. */
export function filesField(changed: (files: AttachedFile[]) => void) {
  let files: AttachedFile[] = [];
  const list = element('ul', { class: 'files' });
  const input = element('input', {
    type: 'file',
    multiple: true,
    onchange: async () => {
      const added = await Promise.all([...(input.files ?? [])].map(readFile));
      input.value = '';
      changed([...files, ...added]);
    },
  });
  const show = (now: AttachedFile[]) => {
    files = now;
    list.replaceChildren(...now.map((file) => line(file)));
  };
  const line = (file: AttachedFile) => {
    const remove = () => changed(files.filter((one) => one !== file));
    const button = element(
      'button',
      { type: 'button', class: 'small', onclick: remove },
      'Retirer',
    );
    button.setAttribute('aria-label', `Retirer ${file.name}`);
    return element('li', { class: 'attendee' }, file.name, button);
  };
  return { root: element('div', { class: 'flow' }, field('Pièces jointes', input), list), show };
}

async function readFile(file: File): Promise<AttachedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const own = { id: crypto.randomUUID(), name: file.name, size: file.size };
  return { ...own, contentBytes: btoa(binary) };
}
