/** What the double of Outlook is told about the appointment that stands open, and about its person. */
export interface OfficeState {
  locale: string;
  /** Colour of the paper: Outlook gives no name of its look. */
  paper: string;
  mailbox: string;
  knowsSignIn: boolean;
  /** What the bridge answers to a question for a token, one after the other, the last for good. */
  silent: Answer[];
  /** The same once Outlook may ask the person. */
  asked: Answer[];
  item: Draft | Kept | null;
}

type Answer = { token: string } | { status: string; code?: string; description?: string };

export interface Draft {
  kind: 'draft';
  start: string;
  end: string;
  organiser: string;
  subject: string;
  body: string;
  required: string[];
  optional: string[];
  /** Null: an Outlook that has no such thing. */
  sensitivity: string | null;
  series: boolean;
  /** What Outlook does not manage, by the name of its call. */
  fails: string[];
}

export interface Kept {
  kind: 'kept';
  start: string;
  end: string;
  organiser: string;
  required: string[];
}

/**
 * Office.js and the sign-in bridge of an Outlook, as far as the pane speaks to them: what stands
 * open is at `outlook.state`, what was called at `outlook.calls`.
 */
export const officeScript = (state: OfficeState): string =>
  `(${playOutlook})(${JSON.stringify(state)});`;

/** Runs in the page, as text: nothing around it is within its reach. */
const playOutlook = `function (state) {
  const outlook = { state, calls: [], handlers: {} };
  window.outlook = outlook;
  const item = state.item;
  const answer = (name, run) => (...given) => {
    const done = typeof given.at(-1) === 'function' ? given.pop() : () => {};
    outlook.calls.push(name);
    setTimeout(() => {
      if (item.fails?.includes(name)) {
        done({ status: 'failed', error: { name: 'InternalError', message: item.subject } });
        return;
      }
      const value = run(...given);
      done({ status: 'succeeded', value });
      if (name === 'start.setAsync' || name === 'end.setAsync') outlook.fire('time');
    }, 0);
  };
  const field = (name, read = (value) => value, write = read) => ({
    getAsync: answer(name + '.getAsync', () => read(item[name])),
    setAsync: answer(name + '.setAsync', (value) => void (item[name] = write(value))),
  });
  const people = (name) => {
    const told = (mail) => ({ emailAddress: mail, displayName: mail });
    const plain = (one) => (typeof one === 'string' ? one : one.emailAddress);
    return {
      getAsync: answer(name + '.getAsync', () => item[name].map(told)),
      setAsync: answer(name + '.setAsync', (list) => void (item[name] = list.map(plain))),
      addAsync: answer(name + '.addAsync', (list) => void item[name].push(...list.map(plain))),
    };
  };
  const time = (name) => field(name, (text) => new Date(text), (date) => new Date(date).toISOString());
  const draft = () => ({
    itemType: 'appointment',
    subject: field('subject'),
    body: new Proxy({}, { get: (_target, name) => answer('body.' + String(name), () => item.body) }),
    start: time('start'), end: time('end'),
    requiredAttendees: people('required'), optionalAttendees: people('optional'),
    organizer: { getAsync: answer('organizer.getAsync', () => ({ emailAddress: item.organiser })) },
    recurrence: { getAsync: answer('recurrence.getAsync', () => (item.series ? {} : null)) },
    ...(item.sensitivity === null ? {} : { sensitivity: field('sensitivity') }),
    addHandlerAsync: (_type, take) => { outlook.handlers.time = take; },
  });
  const kept = () => ({
    itemType: 'appointment', subject: 'Prise de poste',
    start: new Date(item.start), end: new Date(item.end),
    organizer: { emailAddress: item.organiser },
    requiredAttendees: item.required.map((emailAddress) => ({ emailAddress })),
    optionalAttendees: [],
  });
  const shown = () => {
    if (!item) return { itemType: 'message', subject: 'Bonjour' };
    return item.kind === 'draft' ? draft() : kept();
  };
  outlook.fire = (name, given) => outlook.handlers[name]?.(given);
  window.Office = {
    onReady: async () => ({ host: 'Outlook' }),
    EventType: { ItemChanged: 'item', OfficeThemeChanged: 'theme', AppointmentTimeChanged: 'time' },
    context: {
      displayLanguage: state.locale,
      officeTheme: { bodyBackgroundColor: state.paper },
      requirements: { isSetSupported: (name) => name !== 'NestedAppAuth' || state.knowsSignIn },
      mailbox: {
        userProfile: { emailAddress: state.mailbox },
        item: shown(),
        addHandlerAsync: (type, take) => { outlook.handlers[type] = take; },
      },
    },
  };
  const text = (value) => btoa(JSON.stringify(value)).replaceAll('=', '');
  const account = { homeAccountId: '1.2', localAccountId: '1', tenantId: '2', username: state.mailbox,
    environment: 'login.microsoftonline.com' };
  const idToken = [text({ alg: 'RS256' }), text({ oid: '1', tid: '2' }), 'signed'].join('.');
  const listeners = [];
  const replyTo = ({ method, requestId, tokenParams }) => {
    if (method === 'GetInitContext')
      return { success: true, initContext: { sdkName: 'Outlook', sdkVersion: '1', accountContext: account, capabilities: {} } };
    outlook.calls.push(method + ' ' + tokenParams.scope);
    const queue = method === 'GetToken' ? state.silent : state.asked;
    const given = queue.length > 1 ? queue.shift() : queue[0];
    if (!('token' in given)) return { success: false, error: given };
    const token = { access_token: given.token, id_token: idToken, expires_in: 3600, scope: tokenParams.scope };
    return { success: true, token, account };
  };
  window.nestedAppAuthBridge = {
    addEventListener: (_type, listener) => listeners.push(listener),
    postMessage: (message) => {
      const asked = JSON.parse(message);
      const data = JSON.stringify({ messageType: 'NestedAppAuthResponse', requestId: asked.requestId, ...replyTo(asked) });
      setTimeout(() => listeners.forEach((listener) => listener({ data })), 0);
    },
  };
}`;
