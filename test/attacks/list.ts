/** One attack of the list, what it must come to, and which tests show it. */
export interface Listed {
  number: number;
  what: string;
  expected: string;
  /** A file of tests, and how the title of a test in it (or of what holds it) begins. */
  shownBy: readonly (readonly [file: string, words: string])[];
}

export const sections = {
  A: { name: 'the bot’s address', from: 1, to: 25 },
  B: { name: 'cards', from: 26, to: 41 },
  C: { name: 'the webhook', from: 42, to: 52 },
  D: { name: 'tab and API', from: 53, to: 84 },
  E: { name: 'links in mails', from: 85, to: 90 },
  F: { name: 'operations', from: 91, to: 96 },
} as const;

const street = 'test/journeys/attacks.test.ts';
const door = 'test/bot/attacks.test.ts';
const hooks = 'test/web/notifications.test.ts';
const webhook = 'test/journeys/webhook-attacks.test.ts';
const bad = 'test/journeys/bad-input.test.ts';
const turns = 'test/bot/survey-turns.test.ts';
const answer = 'test/usecases/answer-survey.test.ts';
const between = 'test/journeys/in-each-others-way.test.ts';
const ballots = 'test/web/survey-routes.test.ts';
const waves = 'test/web/wave-routes.test.ts';
const coach = 'test/web/coach-routes.test.ts';
const tab = 'test/web/tab-routes.test.ts';
const routes = 'test/web/routes.test.ts';
const link = 'test/pages/link.test.ts';
const imports = 'test/attacks/imported.test.ts';
const roles = 'test/journeys/roles.test.ts';

type Row = [what: string, expected: string, ...shownBy: [file: string, words: string][]];

/** Of an attack whose tests bear its number: over HTTP, and where they are not the same file, inside. */
const numbered = (n: number, ...files: string[]) =>
  files.map((file): [string, string] => [file, `${n} `]);

/** Whatever is expected otherwise than the list has it says why. */
const rows: Record<number, Row> = {
  1: ['no Authorization', '401', ...numbered(1, street, door)],
  2: ['a garbage bearer', '401', ...numbered(2, street, door)],
  3: ['alg none', '401', ...numbered(3, street, door)],
  4: ['HS256 keyed with the public key', '401', ...numbered(4, street, door)],
  5: ['expired 6 min ago', '401; 4 min 59 s is taken', ...numbered(5, street, door)],
  6: ['beginning in 6 min', '401', ...numbered(6, street, door)],
  7: ['aud of another app', '401', ...numbered(7, street, door)],
  8: ['iss of a look-alike', '401', ...numbered(8, street, door)],
  9: ['10,000 unknown kids', '401, one fetch of keys at most', ...numbered(9, street, door)],
  10: ['jku, x5u, jwk of the attacker', '401, nobody is called', ...numbered(10, street, door)],
  11: ['serviceUrl other than the claim', '403', ...numbered(11, street, door)],
  12: ['serviceUrl inside the house', '403, nobody is called', ...numbered(12, street, door)],
  13: ['another channel than Teams', '403', ...numbered(13, street, door)],
  14: ['another tenant', '403', ...numbered(14, street, door)],
  15: ['a token of the Bot Framework Emulator', '401', ...numbered(15, street, door)],
  16: ['an empty app id', 'it does not start', [door, '16 a configuration']],
  17: ['a body of 5 MB', '413', ...numbered(17, street, door)],
  18: ['JSON nested 10,000 deep', '400', ...numbered(18, street, door)],
  19: [
    'keys __proto__, constructor',
    '400, Object.prototype as it was',
    ...numbered(19, street, door),
  ],
  20: ['JSON as text/plain', '415', ...numbered(20, street, door)],
  21: ['a key twice', '400', ...numbered(21, street, door)],
  22: ['NUL, lone surrogate, invalid UTF-8', '400', ...numbered(22, street, door)],
  23: ['two lengths in one request', '400, hung up', ...numbered(23, street, door)],
  24: ['a good activity again', '200, nothing done again', ...numbered(24, street, door)],
  25: ['an unknown type or invoke', '200 or 501', ...numbered(25, street, door)],

  26: ['another personId', 'dropped', [turns, 'forwarded is the reader’s own']],
  27: ['a questionnaire not addressed to me', 'not found', [answer, 'of a wave that there is not']],
  28: [
    'an altered key',
    'a neutral no: a card carries ids and a tag, never a key that opens anything',
    [turns, 'of another wave, or of none'],
  ],
  29: [
    'a card forwarded',
    'not there',
    [turns, 'forwarded is the reader’s own'],
    [between, 'a card in somebody else’s chat'],
  ],
  30: ['6, −1, "4.0", "４", [4], {"$gt":0}', 'no answer', [answer, 'of %j is no answer']],
  31: ['an item missing', 'the card again, what is missing named', [turns, 'pressed too early']],
  32: ['role, isAdmin beside it', 'dropped', [answer, 'drops what nobody asked for']],
  33: ['a text of 100 kB', 'told so, nothing stored', [bad, '100 kB']],
  34: [
    'HTML, Markdown, a link in a name',
    'text; a theme is only of the list',
    ['test/tell/cards.test.ts', 'and never as Markdown'],
    [bad, 'a theme off the list'],
  ],
  35: ['after the close', '« clos »', [turns, 'pressed once it is closed']],
  36: ['before the opening', 'not open', [answer, 'before it opens']],
  37: ['many identical at once', 'one ballot', [answer, 'counts once']],
  38: ['two different at once', 'one, the other told so', [answer, 'counts once']],
  39: [
    'card and mail at once',
    'one ballot: both doors end in the same statement',
    [answer, 'counts once'],
    [ballots, 'the same blinded token again'],
  ],
  40: ['an unknown verb', 'the card as it stands', [between, 'a verb nobody knows']],
  41: ['a mentor for a mentee', 'their own alone', [ballots, 'signed in as well']],

  42: ['validationToken <script>', '400; Chromium runs nothing', ...numbered(42, street, hooks)],
  43: [
    'a token of 100 kB',
    '400; 431 where the line is too long',
    [street, '43 '],
    [hooks, 'takes 4,096'],
  ],
  44: ['%0d%0aSet-Cookie', '400, no header', ...numbered(44, street, hooks, webhook)],
  45: ['GET', '405', ...numbered(45, street, hooks)],
  46: ['a wrong clientState', '202, no effect, one line', ...numbered(46, street, webhook)],
  47: ['an unknown subscription', '202, no effect', ...numbered(47, street, webhook)],
  48: ['another tenant', '202, no effect', ...numbered(48, street, webhook)],
  49: ['another mailbox', 'never fetched', ...numbered(49, street, webhook)],
  50: ['10,000 items', '413', ...numbered(50, street, hooks)],
  51: ['a flood of 1,000 a second', 'a genuine one in time', ...numbered(51, street, hooks)],
  52: ['forged lifecycle events', 'nothing made anew', ...numbered(52, street, webhook)],

  53: ['no token', '401 at every address', [street, '53 ']],
  54: ['a token for Graph', '401', [street, '54 ']],
  55: ['an id token', '401', [street, '55 ']],
  56: [
    'another tenant',
    '401, not 403: no key of that tenant is known here, so nothing of the token is believed; 403 for a stranger of an allowed one',
    [street, '56 '],
  ],
  57: [
    'an app’s own token',
    '401, not 403: whatever is wrong with a token is answered alike',
    [street, '57 '],
  ],
  58: ['expired', '401', [street, '58 ']],
  59: ['azp unknown', '401, not 403: as for 57', [street, '59 ']],
  60: [
    'another pair, as participant, coach, pilot',
    '404, the body and the time of one that does not exist',
    [street, '60 '],
    [coach, 'finds a pair'],
    [coach, 'nor does a coach of this cohort'],
  ],
  61: [
    'a coach reads a meeting',
    'its day and its themes alone: a row stands only for one that was held',
    [street, '61 '],
  ],
  62: [
    'a synthesis before its release',
    '404 for a participant at these doors, not 403: they are not told there is one; 400 « not yet » for the others',
    [street, '62 '],
    [waves, 'a pilot reads « not yet »'],
  ],
  63: [
    'one person’s answers',
    '404',
    [street, '63 '],
    [waves, 'nothing leads to one person’s answers'],
  ],
  64: ['a group of six', 'nothing published', [waves, 'of a group of six']],
  65: ['before the close', 'nothing told', [waves, 'and before it closes']],
  66: ['filters nobody declared', '400', [street, '66 ']],
  67: ['SQL in id, order, filter', '400, or 404 for an id; no SQL in the answer', [street, '67 ']],
  68: [
    'limit −1, 1e9',
    '400, not clamped: no request has a limit, pages are as long as we say',
    [street, '68 '],
  ],
  69: ['pairId, owner, status', '405, 400', [street, '69 ']],
  70: [
    'a form from another site',
    '401, not 403: a browser has no cookie of ours to send along, and no other site is given leave to ask',
    [street, '70 '],
    [tab, 'give no other site leave'],
  ],
  71: [
    'framed by evil.example',
    'blocked; by Microsoft’s hosts shown',
    [street, '71 '],
    [tab, 'is framed by Microsoft’s hosts'],
  ],
  72: [
    '<img onerror> for a name',
    'text',
    [link, 'a name made of markup'],
    ['test/pages/tab.test.ts', 'a name made of markup'],
    ['test/pages/coach.test.ts', 'a name made of markup'],
  ],
  73: ['returnUrl=https://evil.example', 'read by nobody', [street, '73 ']],
  74: ['..%2f.env, .git/config, source maps', '404', [street, '74 ']],
  75: ['TRACE, PUT, CONNECT', '405; CONNECT is hung up on', [street, '75 ']],
  76: [
    'stale If-Match',
    '« changed since », with what is true now, not 412: the version travels in the body',
    [waves, 'is held back, and shared on what was seen'],
  ],
  77: ['messages of another origin', 'ignored', [street, '77 ']],
  78: [
    '2027-03-28T02:30, 29 February, end < start, 25 h, 9999',
    'told why',
    [bad, 'the hour that spring loses'],
    [bad, '29 February 2027'],
    [bad, 'an end before its start'],
    [bad, '25 hours'],
    [bad, 'the year 9999'],
  ],
  79: [
    'zones ../../etc/passwd, GMT+25',
    'named as unknown; of a calendar, passed over',
    [imports, '79 '],
    ['test/graph/working-hours.test.ts', 'a zone that is a path'],
  ],
  80: [
    'an export cell with = + - @',
    'text',
    ['test/domain/export-csv.test.ts', 'computes nothing'],
  ],
  81: ['CRLF in a title', 'no line: titles are ours, names hold none', [imports, '81 ']],
  82: ['CRLF in a name', 'no header of a mail', [imports, '82 ']],
  83: ['a removed user’s valid token', '403 at once', [tab, 'was known a moment ago']],
  84: ['10,000 requests a minute', '429, Retry-After', [street, '84 ']],

  85: [
    'HEAD, GET, prefetch, scanners',
    'nothing recorded, the link still good',
    [street, '85 '],
    [link, 'a scanner that runs the script'],
    // The second goes on where the first has come to: together they show the link still good.
    ['test/pages/link-product.test.ts', 'Nadège, who has no Teams'],
    ['test/pages/link-product.test.ts', 'opened by whatever runs scripts'],
  ],
  86: [
    'an altered token',
    '404; found by its digest, so in the same time',
    [street, '86 '],
    [routes, 'cut short'],
  ],
  87: ['after its end', '410', [routes, 'that has expired is 410']],
  88: [
    'again',
    'what is true now, once; of a questionnaire « déjà répondu »',
    ['test/web/link-acts.test.ts', 'is carried out once'],
    [ballots, 'the same blinded token again'],
  ],
  89: ['10^6 guesses', '429, none found', [street, '89 '], ['test/web/rate-limit.test.ts', '89 ']],
  90: ['Referer, caches, history', 'no token, no-store', [link, 'shows neither its token']],

  91: ['the database is away', '503 at every door, no stack', [street, '91 ']],
  92: ['/metrics, /debug from outside', '404', [street, '92 ']],
  93: [
    'a dump of the configuration',
    'masked',
    ['test/config/shown.test.ts', 'the app’s secret is masked'],
  ],
  94: [
    'a package without integrity, or with a script',
    'refused',
    ['test/lockfile.test.ts', 'without integrity'],
    ['test/lockfile.test.ts', 'with an install script'],
  ],
  95: [
    'UPDATE audit as the app, SELECT ballots as the reader',
    'permission denied; on the embedded store a trigger refuses',
    [roles, '95 '],
    ['test/db/audit.test.ts', '95 '],
  ],
  96: [
    'tables, write-ahead log and logs after all of it',
    'no planted word, no answer; in logs no name, mail, theme or token',
    [street, '96 '],
    ['test/db/survey-attack.test.ts', 'cannot tell answers from one another'],
  ],
};

/** After the requests of each kind: the store is as it was, and the log tells each of them. */
export const noEffect = [street, 'had no effect'] as const;

const isRequest = (number: number, shownBy: Listed['shownBy']) =>
  number < sections.F.from && shownBy.some(([file]) => file === street);

export const list: Listed[] = Object.entries(rows).map(([key, [what, expected, ...shownBy]]) => {
  const number = Number(key);
  const more = isRequest(number, shownBy) ? [noEffect] : [];
  return { ...{ number, what, expected }, shownBy: [...shownBy, ...more] };
});
