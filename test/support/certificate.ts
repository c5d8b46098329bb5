import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** One field of a certificate in DER: its tag, its length, what it holds. */
function field(tag: number, ...parts: Buffer[]): Buffer {
  const held = Buffer.concat(parts);
  const { length } = held;
  const long = length > 255 ? [0x82, length >> 8, length & 255] : [0x81, length];
  return Buffer.concat([Buffer.from([tag, ...(length < 128 ? [length] : long)]), held]);
}

const sequence = (...parts: Buffer[]) => field(0x30, ...parts);
const objectId = (hex: string) => field(0x06, Buffer.from(hex, 'hex'));
const sha256WithRsa = sequence(objectId('2a864886f70d01010b'), field(0x05));
const named = (name: string) =>
  sequence(field(0x31, sequence(objectId('550403'), field(0x0c, Buffer.from(name)))));
const utcTime = (at: Date) =>
  field(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

const dayMs = 86_400_000;

/** A key with a certificate it signed itself, good from yesterday to tomorrow. */
export function newCertificate(name: string) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const [from, to] = [-dayMs, dayMs].map((ms) => utcTime(new Date(Date.now() + ms)));
  if (!from || !to) throw new Error('no dates');
  const told = sequence(
    field(0x02, Buffer.from([1])),
    sha256WithRsa,
    named(name),
    sequence(from, to),
    named(name),
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('sha256', told, privateKey);
  const whole = sequence(told, sha256WithRsa, field(0x03, Buffer.from([0]), signature));
  const thumbprint = createHash('sha256').update(whole);
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    /** Base64 DER, as Graph takes it. */
    key: whole.toString('base64'),
    thumbprintSha256: thumbprint.copy().digest('hex'),
    x5t: thumbprint.digest('base64url'),
  };
}
