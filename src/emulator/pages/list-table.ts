import { element } from './element.ts';
import { homeZone, shortDay } from './french-dates.ts';
import type { Column, Item, List } from './sharepoint-api.ts';

/** The visible columns of a list, its rows by date, oldest first; rows without a date come last. */
export function listTable(list: List, name: string): HTMLElement {
  const columns = list.columns.filter(({ hidden }) => !hidden);
  const dated = columns.find(({ dateTime }) => dateTime);
  const rows = [...list.items].sort((left, right) =>
    dateIn(left, dated).localeCompare(dateIn(right, dated)),
  );
  if (rows.length === 0)
    return element(
      'p',
      { class: 'notice' },
      'Ce tableau est vide : aucune rencontre n’y est encore inscrite.',
    );
  return element(
    'div',
    { class: 'table-holder', tabindex: 0, role: 'region', 'aria-label': name },
    element(
      'table',
      {},
      element('caption', {}, countOf(rows.length)),
      element('thead', {}, element('tr', {}, ...columns.map(heading))),
      element('tbody', {}, ...rows.map((item) => row(item, columns))),
    ),
  );
}

const heading = ({ displayName, name }: Column): HTMLElement =>
  element('th', { scope: 'col' }, displayName ?? name);

const countOf = (count: number): string =>
  count === 1 ? 'Une ligne' : `${count} lignes, de la plus ancienne à la plus récente`;

const dateIn = (item: Item, column: Column | undefined): string => {
  const value = column && item.fields[column.name];
  return typeof value === 'string' ? value : '\uffff';
};

const row = (item: Item, columns: Column[]): HTMLElement =>
  element(
    'tr',
    {},
    ...columns.map((column) => element('td', {}, valueIn(item.fields[column.name], column))),
  );

function valueIn(value: unknown, column: Column): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(String).join(' · ');
  // SharePoint keeps a date without time as midnight on the site's wall, written in UTC.
  if (column.dateTime && typeof value === 'string') return shortDay(value, homeZone);
  if (typeof value === 'boolean') return value ? 'Oui' : 'Non';
  return String(value);
}
