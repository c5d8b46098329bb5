import { expect, test } from 'vitest';
import { personFileText } from '../../src/words/person-file-text.ts';

const kept = {
  made: '2026-11-23',
  sections: [
    { name: 'person', rows: [{ name: 'Awa Lemoine', phone: null, time_zone: 'Europe/Paris' }] },
    { name: 'meetings', rows: [{ pair: 'P01', themes: ['networks', 'skills'] }, { pair: 'P01' }] },
    { name: 'links', rows: [] },
  ],
};

test('Awa reads in French what is kept about her, and what nobody can find', () => {
  expect(personFileText(kept, 'fr')).toBe(`Tout ce que Télémaque garde à votre sujet, le 2026-11-23
Les réponses aux questionnaires ne portent pas de nom\u00a0: personne ne peut les retrouver, ni pour ce fichier ni autrement.

# Vous
nom\u00a0: Awa Lemoine
fuseau horaire\u00a0: Europe/Paris

# Rencontres
binôme\u00a0: P01
thématiques\u00a0: networks, skills

binôme\u00a0: P01

# Liens personnels
rien
`);
});

test('in English the names of the store are said as words', () => {
  expect(personFileText(kept, 'en')).toContain(
    '# You\nname: Awa Lemoine\ntime zone: Europe/Paris\n',
  );
});
