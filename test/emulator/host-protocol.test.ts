import { describe, expect, test } from 'vitest';
import { actOn, answerTo, readAsked } from '../../src/emulator/pages/host-protocol.ts';

const awa = {
  userObjectId: 'oid-of-awa',
  tid: 'tenant-of-awa',
  loginHint: 'awa@ch-ormeval.example',
  locale: 'fr-fr',
};
const facts = { theme: 'contrast', entityId: 'pair', person: awa, sessionId: 'today' };

const ask = (func: string, ...args: unknown[]) => actOn({ id: 7, func, args }, facts);

describe('Teams answers its tab', () => {
  test('initialize, with where the tab stands and a runtime that offers nothing', () => {
    const runtime = '{"apiVersion":4,"isLegacyTeams":false,"hostVersionsInfo":{},"supports":{}}';

    expect(ask('initialize', '2.58.0', 2, [])).toEqual({
      kind: 'answer',
      args: ['content', 'web', runtime, '2.58.0'],
    });
  });

  test('getContext, with the person and the theme of this moment, in the flat shape', () => {
    expect(ask('getContext')).toEqual({
      kind: 'answer',
      args: [
        {
          userObjectId: 'oid-of-awa',
          tid: 'tenant-of-awa',
          loginHint: 'awa@ch-ormeval.example',
          locale: 'fr-fr',
          theme: 'contrast',
          entityId: 'pair',
          frameContext: 'content',
          hostName: 'Teams',
          hostClientType: 'web',
          sessionId: 'today',
          appSessionId: 'today',
        },
      ],
    });
  });

  test('under the number and the name of what was asked', () => {
    const asked = { id: 3, uuidAsString: 'a-uuid', func: 'getContext', args: [] };

    expect(answerTo(asked, ['x'])).toEqual({ id: 3, uuidAsString: 'a-uuid', args: ['x'] });
  });
});

test.each([
  ['authentication.getAuthToken', [], { kind: 'token' }],
  ['registerHandler', ['themeChange'], { kind: 'listen', event: 'themeChange' }],
  ['appInitialization.appLoaded', ['2.58.0'], { kind: 'heard' }],
  ['appInitialization.success', ['2.58.0'], { kind: 'loaded' }],
  [
    'appInitialization.failure',
    ['AuthFailed', 'no consent'],
    { kind: 'failed', reason: 'AuthFailed', message: 'no consent' },
  ],
  ['appInitialization.expectedFailure', [], { kind: 'failed', reason: 'Other', message: '' }],
])('%s %j', (func, args, act) => {
  expect(ask(func, ...args)).toEqual(act);
});

describe('an address', () => {
  test.each(['openLink', 'executeDeepLink'])('%s opens one of the web', (func) => {
    const url = 'https://teams.microsoft.com/l/chat/0/0?users=marc@ch-vallonne.example';

    expect(ask(func, url)).toEqual({ kind: 'open', url, args: [true] });
  });

  test.each([['javascript:alert(1)'], ['file:///etc/hosts'], ['/relative'], [undefined], [7]])(
    '%s is none, and the tab is told',
    (url) => {
      expect(ask('executeDeepLink', url)).toEqual({
        kind: 'answer',
        args: [false, 'The address cannot be opened.'],
      });
    },
  );
});

describe('what this Teams does not know is refused in the shape that is waited for', () => {
  test.each(['calendar.composeMeeting', 'authentication.authenticate', 'settings.setSettings'])(
    '%s: whether it went well comes first',
    (func) => {
      const args = [false, `This Teams does not know ${func}.`];

      expect(ask(func)).toEqual({ kind: 'refuse', func, args });
    },
  );

  test.each(['tasks.startTask', 'location.getLocation', 'toString', '__proto__'])(
    '%s: the error comes first',
    (func) => {
      const error = { errorCode: 100, message: `This Teams does not know ${func}.` };

      expect(ask(func)).toEqual({ kind: 'refuse', func, args: [error, null] });
    },
  );
});

test.each([
  [undefined],
  ['initialize'],
  [{ func: 'initialize' }],
  [{ id: '1', func: 'initialize' }],
  [{ id: 1 }],
  [{ id: 1, func: 'initialize', args: 'all' }],
])('%j asks for nothing', (data) => {
  expect(readAsked(data)).toBeUndefined();
});
