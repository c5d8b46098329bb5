// Microsoft's own local client, Microsoft 365 Agents Playground, in place of the simulated Teams, for
// one person of the sample. It is fetched by npx and never installed here: its licence is Microsoft's.
// PLAYGROUND_AS=mail says who speaks (the first pair's mentee), PLAYGROUND_PORT where it listens.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const playground = '@microsoft/m365agentsplayground@0.2.28';
const { PORT = '3978', EMULATOR_PORT = '3979', PLAYGROUND_PORT = '56150' } = process.env;
const product = `http://localhost:${PORT}`;
const microsoft = `http://localhost:${EMULATOR_PORT}`;
const client = `http://localhost:${PLAYGROUND_PORT}`;
/** Fetching the package may take this long the first time. */
const patienceMs = 180_000;

class Stop extends Error {}

const folder = mkdtempSync(join(tmpdir(), 'telemaque-playground-'));
try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(`\n  ${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function run() {
  await expectHealthy('Télémaque', product);
  await expectHealthy('Microsoft 365 simulé', microsoft);
  if (await isTaken()) {
    throw new Stop(
      `Le port ${PLAYGROUND_PORT} est pris : choisissez-en un autre par PLAYGROUND_PORT.`,
    );
  }
  const people = await ask('GET', '/_emulator/people');
  const person = chosenPerson(people);
  const { conversation } = await ask('POST', '/_emulator/playground', { as: person.mail, client });
  const context = contextOf(person, people, conversation);
  writeFileSync(join(folder, '.m365agentsplayground.yml'), JSON.stringify(context));
  try {
    return await play(person);
  } finally {
    // An emulator that was stopped first has forgotten it by itself.
    await fetch(`${microsoft}/_emulator/playground`, { method: 'DELETE' }).catch(() => undefined);
  }
}

async function play(person) {
  const child = startClient();
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? 0 : code));
    // Without npx nothing was started, so nothing will exit.
    child.once('error', ({ message }) => {
      console.error(message);
      resolve(1);
    });
  });
  const end = (signal) => endGroup(child, signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
  if (!(await opens(child))) {
    end('SIGTERM');
    throw new Stop(`${playground} ne s’est pas ouvert. Son message, ou celui de npx, est au-dessus.
  npx le demande au registre npm, qui doit être joignable d’ici.`);
  }
  console.log(`\n  Microsoft 365 Agents Playground   ${client}   (${person.name})`);
  console.log('  Logiciel de Microsoft, sous sa propre licence. Ctrl+C pour finir.\n');
  return ended;
}

/** In a folder of its own, for it writes a log where it is started. */
function startClient() {
  const options = ['--app-endpoint', `${microsoft}/playground/messages`, '--channel-id', 'msteams'];
  const own = ['--port', PLAYGROUND_PORT, '--disable-telemetry'];
  return spawn('npx', ['--yes', playground, 'start', ...options, ...own], {
    cwd: folder,
    env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' },
    stdio: ['ignore', 'inherit', 'inherit'],
    // A group of its own: npx starts a shell, which starts the client.
    detached: true,
  });
}

function endGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function chosenPerson(people) {
  const wanted = process.env.PLAYGROUND_AS?.toLowerCase();
  const person = people.find((one) =>
    wanted ? one.mail.toLowerCase() === wanted : one.roles.includes('mentee'),
  );
  if (!person) throw new Stop(`Personne ici n’a l’adresse ${process.env.PLAYGROUND_AS}.`);
  return person;
}

/** Names for its page, which wants five people beside the one; what reaches the bot is the emulator's. */
function contextOf(person, people, conversation) {
  const others = people.filter((one) => one !== person).slice(0, 5);
  const channels = [{ id: 'canal', name: 'Non servi' }];
  return {
    version: '0.1.0',
    tenantId: person.tenant,
    bot: { id: 'telemaque', name: 'Télémaque' },
    currentUser: shownAs(person),
    users: others.map(shownAs),
    personalChat: { id: conversation },
    groupChat: { id: 'groupe', name: 'Non servi' },
    team: { id: 'equipe', aadGroupId: 'equipe', name: 'Non servi', channels },
  };
}

function shownAs({ id, name, mail }) {
  const [givenName, ...rest] = name.split(' ');
  const names = { name, givenName, surname: rest.join(' ') };
  return { id: `personne-${id}`, aadObjectId: id, ...names, userPrincipleName: mail, email: mail };
}

async function ask(method, path, body) {
  const answer = await fetch(`${microsoft}${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const read = await answer.json();
  if (!answer.ok) throw new Stop(read.error?.message ?? `${path} a répondu ${answer.status}.`);
  return read;
}

async function expectHealthy(name, address) {
  if (await isUp(`${address}/healthz`)) return;
  throw new Stop(`${name} ne répond pas à ${address} : lancez d’abord npm start.`);
}

async function opens(child) {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    if (await isUp(client)) return true;
    await pause(200);
  }
  return false;
}

async function isUp(address) {
  try {
    return (await fetch(address, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    // Nobody there yet is one of the answers.
    return false;
  }
}

/** It would fall back on another port, where nobody would look for it. */
async function isTaken() {
  const probe = connect(Number(PLAYGROUND_PORT), 'localhost');
  try {
    await once(probe, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    probe.destroy();
  }
}
