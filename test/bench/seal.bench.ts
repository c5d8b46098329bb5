import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { blindSign, isSigned } from '../../src/seal/blind-signer.ts';
import { blind, newToken, unblind } from '../../src/seal/blind-token.ts';
import { openWith, rawPublic } from '../../src/seal/node-box.ts';
import { seal } from '../../src/seal/sealed-box.ts';
import { openSheet, short, times } from './measure.ts';

/** A closing that opens fewer a second on one thread is too slow. */
const target = 5000;
const rounds = 20;
const ballots = 2000;
const seals = 200;
const signatures = 100;
const library = 4;

const wave = 'midterm-2026';
const answers = new TextEncoder().encode(
  JSON.stringify(Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`question-${n}`, 4]))),
);

/** How many a second, one after the other: by the clock, and by the processor's own time. */
async function rate(count: number, work: (nth: number) => unknown) {
  const before = process.cpuUsage();
  const start = performance.now();
  for (let nth = 0; nth < count; nth++) await work(nth);
  const took = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { each: (count * 1000) / took, busy: (count * 1e6) / (user + system) };
}

const sheet = openSheet('seal', `Sealing, opening ${ballots} ballots a round, signing blindly`);
const box = generateKeyPairSync('x25519');
const recipient = rawPublic(box.publicKey);
const open = openWith(wave, box.privateKey);
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const spki = pair.publicKey.export({ format: 'der', type: 'spki' });

const urn: Uint8Array[] = [];
for (let nth = 0; nth < ballots; nth++) urn.push(await seal(wave, recipient, answers));
const blinds = await Promise.all(
  Array.from({ length: signatures }, async () => {
    const token = newToken();
    return { token, ...(await blind(spki, token)) };
  }),
);

const opening: number[] = [];
const openingBusy: number[] = [];
const sealing: number[] = [];
const native: number[] = [];
const checking: number[] = [];
let opened = 0;
let signed = 0;
for (let round = 0; round < rounds; round++) {
  const one = await rateOfOpening();
  opening.push(one.each);
  openingBusy.push(one.busy);
  sealing.push((await rate(seals, () => seal(wave, recipient, answers))).each);
  native.push((await rate(signatures, (nth) => signAt(nth))).each);
  const [first] = blinds;
  if (!first) throw new Error('nothing was blinded');
  const signature = await unblind(spki, first.token, blindSign(pair, first.blinded), first.inverse);
  const check = () => {
    if (isSigned(pair.publicKey, first.token, signature)) signed += 1;
  };
  checking.push((await rate(signatures, check)).each);
}

/** Without an `await` for each: the closing opens them in one go. */
async function rateOfOpening() {
  return rate(1, () => {
    for (const ballot of urn) if (open(ballot)?.length === answers.length) opened += 1;
  }).then(({ each, busy }) => ({ each: each * ballots, busy: busy * ballots }));
}

function signAt(nth: number): void {
  const one = blinds[nth];
  if (one) blindSign(pair, one.blinded);
}

const perSecond = sheet.line('ballots opened on one thread', opening, 'a second');
sheet.line('the same, of the processor alone', openingBusy, 'a second');
sheet.say(`${short(perSecond.median / target)} × the ${target} a second that a closing needs`);
sheet.line('ballots sealed, one after the other', sealing, 'a second');

/** The library's own: it computes in JavaScript, with the same key and the same messages. */
async function ofTheLibrary(privateKey: KeyObject): Promise<number[]> {
  const suite = RSABSSA.SHA384.PSS.Randomized();
  const pkcs8 = new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }));
  const kind = { name: 'RSA-PSS', hash: 'SHA-384' };
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, kind, true, ['sign']);
  const found: number[] = [];
  for (const { blinded } of blinds.slice(0, library)) {
    let theirs = new Uint8Array(0);
    const { each } = await rate(1, async () => {
      theirs = new Uint8Array(await suite.blindSign(key, blinded));
    });
    found.push(each);
    if (blindSign(pair, blinded).equals(theirs)) alike += 1;
  }
  return found;
}

let alike = 0;
const ours = sheet.line('blind signatures, natively', native, 'a second');
const theirs = sheet.line(
  'the same, blindrsa-ts 0.4.4',
  await ofTheLibrary(pair.privateKey),
  'a second',
);
sheet.say(`${times(ours, theirs)} as many natively, the same bytes`);
sheet.line('signatures of tokens checked', checking, 'a second');
sheet.ledger('ballots opened', opened, rounds * ballots);
sheet.ledger('tokens taken', signed, rounds * signatures);
sheet.ledger('signatures like the library’s', alike, library);
sheet.close();
