import { describe, expect, test } from 'vitest';
import { readCommand } from '../../src/words/commands.ts';

describe('what people type is understood', () => {
  test.each([
    ['réserver', 'book'],
    ['book', 'book'],
    ['planifier', 'plan'],
    ['« Poser mes rencontres »', 'plan'],
    ['poser nos rencontres', 'plan'],
    ['plan', 'plan'],
    ['plan my meetings', 'plan'],
    ['mes rencontres', 'meetings'],
    ['my meetings', 'meetings'],
    ['noter', 'record'],
    ['record', 'record'],
    ['mon référent', 'referent'],
    ['ma référente', 'referent'],
    ['mon référent·e', 'referent'],
    ['ma référent(e)', 'referent'],
    ['my referent', 'referent'],
    ['pause', 'pause'],
    ['arrêter', 'stop'],
    ['stop', 'stop'],
    ['questionnaire', 'survey'],
    ['Mon questionnaire ?', 'survey'],
    ['my questionnaire', 'survey'],
    ['survey', 'survey'],
    ['aide', 'help'],
    ['help', 'help'],
    ['langue', 'language'],
    ['language', 'language'],
  ])('« %s »', (text, command) => {
    expect(readCommand(text)).toBe(command);
  });

  test.each([
    ['without accents', 'reserver'],
    ['with accents that stand apart', 're\u0301server'],
    ['in capitals', 'RÉSERVER'],
    ['with punctuation', '« Réserver »\u00a0!'],
    ['with blanks around', '  réserver\n'],
    ['after a mention', '<at>Télémaque</at> réserver'],
    ['in the markup Teams adds', '<p>réserver&nbsp;</p>'],
  ])('%s', (_, text) => {
    expect(readCommand(text)).toBe('book');
  });
});

test.each(['', '   ', '<at>Télémaque</at>', 'constructor', 'réserver demain avec Awa', '7'])(
  '« %s » is no command',
  (text) => {
    expect(readCommand(text)).toBeNull();
  },
);

test('a long message is not read further', () => {
  expect(readCommand(`réserver${' '.repeat(192)}`)).toBe('book');
  expect(readCommand(`réserver${' '.repeat(193)}`)).toBeNull();
});
