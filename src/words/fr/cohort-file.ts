/** What `npm run cohort` prints around the faults; `{…}` stands for a value. */
export const cohortFile = {
  file: { csv: 'CSV', yaml: 'YAML' },
  /** Where a fault stands: parts are left out when unknown. */
  row: { csv: 'ligne {row}', yaml: 'ligne {row}' },
  column: { csv: 'colonne « {column} »', yaml: '{column}' },
  wholeFile: 'fichier entier',
  remedy: 'Remède : {remedy}.',
  noFault: 'Aucune erreur : {pairs} binômes, {people} personnes, {coaches} coachs.',
  faultCount: '{count} erreur(s). Rien n’a été modifié.',
  notCompared: 'Le fichier n’a pas été comparé avec ce qui est déjà importé ({reason}).',
  noStore: 'aucune donnée pour l’instant',
  storeTaken: 'le service est en marche sur ces données',
  importBlocked:
    'Import impossible : le service est en marche sur ces données. Arrêtez-le, importez, puis redémarrez-le.',
  failed: 'Échec inattendu, rien n’a été modifié : {message}',
  imported: {
    added: 'Promotion {code} importée.',
    updated: 'Promotion {code} mise à jour.',
    unchanged: 'Promotion {code} inchangée.',
  },
  people: 'Personnes : {added} ajoutée(s), {updated} mise(s) à jour, {unchanged} inchangée(s).',
  pairs: 'Binômes : {added} ajouté(s), {unchanged} inchangé(s).',
  updatedPerson: 'Mise à jour : {name} ({fields}).',
  linked: 'Comptes Entra reliés : {count}.',
  absent: 'Binômes déjà importés et absents du fichier, laissés tels quels : {codes}.',
  fields: {
    name: 'nom',
    phone: 'téléphone',
    profession: 'corps',
    institution: 'établissement',
    city: 'ville',
    departement: 'département',
    timeZone: 'fuseau',
  },
  /** A collective day at another date or other hours; a moment is made of `moment`. */
  days: {
    launch: 'Journée de lancement : {after}, au lieu du {before}.',
    midterm: 'Rendez-vous de mi-parcours : {after}, au lieu du {before}.',
    closing: 'Journée de bilan : {after}, au lieu du {before}.',
  },
  moment: '{day} de {from} à {to}',
  answering: {
    referent: 'Binôme {pair} : référent·e {name} à partir du {day}.',
    deputy: 'Binôme {pair} : suppléance de {name} à partir du {day}.',
    nobody: 'Binôme {pair} : plus de suppléance à partir du {day}.',
  },
  usage:
    'Usage : npm run cohort -- check|import FICHIER.csv (avec FICHIER.yaml à côté), ou export CODE [--out DOSSIER]',
  exported: 'Copie écrite dans {folder} : {files}.',
  noCohort: 'Aucune promotion n’a ce code.',
};

export type CohortFileWords = typeof cohortFile;
