import type { CohortProblem } from '../../domain/cohort-fault.ts';
import { partitionFault } from './survey-fault.ts';

export interface FaultWords {
  problem: string;
  remedy: string;
}

/**
 * What is wrong in a cohort's files, and what to do. `{…}` stands for a value of the fault; a value
 * named `first` is a place, such as « CSV 12 ».
 */
export const cohortFaults: Record<CohortProblem, FaultWords> = {
  partition: partitionFault,
  'missing-file': {
    problem: 'le fichier « {value} » est introuvable',
    remedy:
      'vérifiez le nom ; le fichier .csv et le fichier .yaml portent le même nom, dans le même dossier',
  },
  'unreadable-file': {
    problem: 'le fichier « {value} » ne peut pas être lu ({code})',
    remedy: 'vérifiez que c’est un fichier, et que vous avez le droit de le lire',
  },
  'empty-file': {
    problem: 'le fichier est vide',
    remedy: 'enregistrez-le de nouveau depuis le tableur ou l’éditeur, puis réessayez',
  },
  'file-too-large': {
    problem: 'le fichier dépasse {limit} Mo',
    remedy: 'ce n’est sans doute pas le bon fichier ; sinon, faites un fichier par promotion',
  },
  'too-many-rows': {
    problem: 'le fichier compte plus de {limit} binômes',
    remedy: 'faites un fichier par promotion',
  },
  'spreadsheet-file': {
    problem: 'c’est un classeur (.xlsx ou .ods), pas un fichier CSV',
    remedy: 'dans le tableur : Enregistrer sous, puis « CSV UTF-8 »',
  },
  'nul-byte': {
    problem:
      'le fichier contient des octets nuls : il est abîmé, ou son encodage n’est pas reconnu',
    remedy: 'dans le tableur : Enregistrer sous, puis « CSV UTF-8 »',
  },
  'malformed-quotes': {
    problem: 'les guillemets sont mal placés près de « {value} »',
    remedy:
      'entourez la cellule entière de guillemets droits et doublez ceux qu’elle contient ("Le ""Prieuré"""), ou retirez-les',
  },
  'no-pair': {
    problem: 'il n’y a aucun binôme sous la ligne d’en-tête',
    remedy: 'ajoutez une ligne par binôme',
  },
  'missing-column': {
    problem: 'la colonne « {value} » manque',
    remedy:
      'ajoutez une colonne de ce nom dans la première ligne et remplissez-la pour chaque binôme',
  },
  'unknown-column': {
    problem: 'la colonne « {value} » n’est pas connue',
    remedy: 'vouliez-vous dire « {nearest} » ? Corrigez son nom, ou supprimez la colonne',
  },
  'unnamed-column': {
    problem: 'la colonne n° {position} contient des valeurs mais n’a pas de nom',
    remedy: 'donnez-lui un nom dans la première ligne, ou supprimez-la',
  },
  'duplicate-column': {
    problem: 'la colonne « {value} » désigne la même donnée qu’une colonne précédente',
    remedy: 'gardez-en une seule',
  },
  'extra-cells': {
    problem: '« {value} » se trouve à droite de la dernière colonne',
    remedy:
      'supprimez cette cellule ; si un texte contient le séparateur, entourez-le de guillemets droits',
  },
  'empty-cell': {
    problem: 'la cellule est vide',
    remedy: 'remplissez-la',
  },
  'too-long': {
    problem: '« {value} » dépasse 200 caractères',
    remedy: 'raccourcissez ce texte',
  },
  'control-character': {
    problem: '« {value} » contient un caractère invisible ({character})',
    remedy: 'effacez la valeur et retapez-la au clavier',
  },
  'lost-character': {
    problem: '« {value} » : des lettres accentuées ont été perdues lors d’un enregistrement',
    remedy: 'reprenez le fichier d’origine et enregistrez-le en « CSV UTF-8 »',
  },
  formula: {
    problem: '« {value} » commence comme une formule (=, +, - ou @)',
    remedy: 'retirez le premier caractère : un tableur exécuterait cette cellule',
  },
  'malformed-code': {
    problem: 'le code « {value} » n’est pas utilisable',
    remedy: 'prenez 32 caractères au plus, lettres et chiffres, par exemple P01',
  },
  'malformed-name': {
    problem: '« {value} » ne ressemble pas à un nom',
    remedy: 'écrivez le prénom et le nom, par exemple « Awa Lemoine »',
  },
  'malformed-mail': {
    problem: '« {value} » n’est pas une adresse de messagerie',
    remedy: 'écrivez une seule adresse, sans espace ni accent, par exemple awa.lemoine@ch.example',
  },
  'unknown-profession': {
    problem: 'le corps « {value} » n’est pas connu',
    remedy: 'écrivez DH, D3S, DS ou PH',
  },
  'unknown-departement': {
    problem: '« {value} » n’est pas un numéro de département',
    remedy: 'écrivez le numéro seul : 01 à 95, 2A ou 2B, 971 à 978, 986 à 988',
  },
  corsica: {
    problem: 'le département 20 n’existe plus',
    remedy: 'écrivez 2A (Corse-du-Sud) ou 2B (Haute-Corse)',
  },
  'unknown-time-zone': {
    problem: 'le fuseau « {value} » n’est pas connu',
    remedy:
      'écrivez un nom tel que Europe/Paris, Indian/Reunion ou America/Martinique ; dans le CSV, une cellule vide suit le département',
  },
  'malformed-guid': {
    problem: '« {value} » n’est pas un identifiant Entra',
    remedy:
      'copiez-le depuis le centre d’administration : 8-4-4-4-12 caractères de 0 à 9 et de a à f',
  },
  'half-identity': {
    problem: 'il manque « {missing} » : un identifiant Entra se donne en deux parties',
    remedy: 'donnez le tenant et l’oid, ou aucun des deux',
  },
  'mentor-is-mentee': {
    problem: '« {value} » est à la fois mentor et mentoré·e du binôme',
    remedy: 'corrigez l’une des deux adresses',
  },
  'duplicate-code': {
    problem: 'le code « {value} » est déjà celui de la ligne {first}',
    remedy: 'donnez à chaque binôme son propre code',
  },
  'duplicate-pair': {
    problem: 'le binôme « {value} » réunit les deux mêmes personnes que la ligne {first}',
    remedy: 'supprimez l’une des deux lignes, ou corrigez les adresses',
  },
  'mail-two-names': {
    problem: '« {mail} » appartient à « {other} » ({first}) et ici à « {value} »',
    remedy: 'une adresse désigne une seule personne : corrigez l’adresse ou le nom',
  },
  'mail-two-values': {
    problem: '« {value} » contredit « {other} », donné pour {name} plus haut ({first})',
    remedy: 'écrivez la même valeur aux deux endroits',
  },
  'mail-two-identities': {
    problem: '{name} a ici un autre identifiant Entra que plus haut ({first})',
    remedy: 'gardez un seul couple tenant et oid pour cette personne',
  },
  'identity-two-mails': {
    problem: 'l’identifiant Entra « {value} » est déjà celui de {other} ({first})',
    remedy: 'un identifiant désigne une seule personne : corrigez l’un des deux',
  },
  'unknown-referent': {
    problem: '« {value} » n’est pas parmi les coachs du fichier .yaml',
    remedy: 'vouliez-vous dire « {nearest} » ? Sinon, ajoutez cette personne sous « coaches »',
  },
  'malformed-yaml': {
    problem: 'le fichier .yaml n’est pas lisible ici ({code})',
    remedy: 'vérifiez les retraits, les deux-points et les guillemets, comme dans l’exemple fourni',
  },
  'not-a-mapping': {
    problem: 'le fichier .yaml n’est pas fait de lignes « clé: valeur »',
    remedy: 'partez de l’exemple fourni',
  },
  'missing-key': {
    problem: '« {key} » manque ou est vide',
    remedy: 'ajoutez-le, comme dans l’exemple fourni',
  },
  'unknown-key': {
    problem: '« {value} » n’est pas connu',
    remedy: 'vouliez-vous dire « {nearest} » ? Corrigez-le, ou supprimez-le',
  },
  text: {
    problem: '« {key} » devrait être un texte',
    remedy: 'écrivez une seule valeur après les deux-points, comme dans l’exemple fourni',
  },
  object: {
    problem: '« {key} » devrait être suivi de plusieurs lignes « clé: valeur »',
    remedy: 'reprenez la forme de l’exemple fourni',
  },
  list: {
    problem: '« {key} » devrait être une liste d’au moins un élément',
    remedy: 'commencez chaque élément par un tiret, comme dans l’exemple fourni',
  },
  hostname: {
    problem: '« {key} » n’est pas un nom d’hôte SharePoint',
    remedy: 'écrivez-le sans https:// ni barre oblique, par exemple contoso.sharepoint.com',
  },
  'site-path': {
    problem: '« {key} » n’est pas le chemin d’un site',
    remedy: 'écrivez-le tel qu’il suit le nom d’hôte, par exemple /sites/mentorat',
  },
  recording: {
    problem: 'le moment où les rencontres rejoignent la liste des coachs n’est pas choisi',
    remedy:
      'écrivez recording: at-once (dès qu’une rencontre est notée) ou at-checkpoints (à mi-parcours et à la fin) ; c’est au comité d’en décider',
  },
  'time-of-day': {
    problem: '« {key} » n’est pas une heure',
    remedy: 'écrivez-la sur cinq caractères, par exemple 09:00',
  },
  hours: {
    problem: '« {key} » devrait donner deux heures',
    remedy: 'écrivez { from: 09:00, to: 18:00 }',
  },
  'hours-order': {
    problem: 'la fin précède le début',
    remedy: 'donnez une heure de fin plus tardive que celle de début',
  },
  'rhythm-order': {
    problem: '« most » est plus petit que « least »',
    remedy: 'donnez à most un nombre de rencontres au moins égal à celui de least',
  },
  'ladder-order': {
    problem: '« mentee », « both » et « referent » ne se suivent pas',
    remedy:
      'donnez trois nombres de jours qui grandissent, par exemple { mentee: 35, both: 45, referent: 56 }',
  },
  'whole-number': {
    problem: '« {key} » n’est pas un nombre accepté',
    remedy:
      'écrivez un nombre entier : noticeHours de 0 à 336 (heures), horizonDays de 7 à 366 et markDays de 14 à 120 (jours), mentee, both et referent de 7 à 365, everyDays de 7 à 60, longestPauseDays de 7 à 366, openDays de 7 à 60 et retentionDays de 30 à 1825 (jours), least et most de 1 à 12 (rencontres), sameCity et elsewhere de 0 à 480 (minutes)',
  },
  'malformed-date': {
    problem: '« {key} » n’est pas une date qui existe',
    remedy: 'écrivez année-mois-jour, par exemple 2026-04-14',
  },
  'date-order': {
    problem: '« {value} » ne suit pas la date précédente',
    remedy: 'la journée de lancement précède le mi-parcours, qui précède la journée de bilan',
  },
  'malformed-phone': {
    problem: '« {key} » n’est pas un numéro de téléphone',
    remedy: 'écrivez des chiffres, avec ou sans indicatif, par exemple +33 1 23 45 67 89',
  },
  'unknown-coach': {
    problem: '« {value} » n’est pas parmi les coachs',
    remedy: 'vouliez-vous dire « {nearest} » ? Sinon, ajoutez cette personne sous « coaches »',
  },
  'duplicate-coach': {
    problem: '« {value} » figure deux fois parmi les coachs',
    remedy: 'gardez une seule fois cette personne',
  },
  'own-deputy': {
    problem: '« {value} » serait son propre suppléant',
    remedy: 'choisissez un·e autre coach, ou retirez ces lignes',
  },
  'duplicate-deputy': {
    problem: '« {value} » a déjà un·e suppléant·e',
    remedy: 'gardez une seule suppléance par référent·e',
  },
  'pilot-is-coach': {
    problem: '« {value} » est à la fois pilote et coach',
    remedy: 'le ou la pilote ne voit pas les rencontres des binômes : désignez une autre personne',
  },
  'changed-person': {
    problem: 'le binôme {code} réunissait « {other} », et non « {value} »',
    remedy:
      'une personne ne se remplace pas dans un binôme : remettez l’adresse d’origine et créez un nouveau binôme, avec un nouveau code',
  },
  'changed-name': {
    problem: '« {mail} » est déjà l’adresse de « {other} », et non de « {value} »',
    remedy:
      'reprenez le nom déjà enregistré ; si c’est une autre personne, il lui faut son adresse, un nouveau binôme et un nouveau code',
  },
  'changed-identity': {
    problem: '{name} est déjà relié·e à un autre identifiant Entra de ce tenant ({other})',
    remedy: 'remettez l’identifiant d’origine, ou laissez les deux cellules vides',
  },
  'identity-taken': {
    problem: 'l’identifiant Entra « {value} » est déjà relié à {other}',
    remedy: 'vérifiez l’identifiant de {name}, ou laissez les deux cellules vides',
  },
  'coach-still-referent': {
    problem: '« {value} » n’est plus coach mais reste référent·e du binôme {code}',
    remedy:
      'remettez cette personne sous « coaches », ou le binôme dans le fichier avec son nouveau référent',
  },
  'other-cohort': {
    problem:
      'le fichier est celui de la promotion « {value} », et c’est « {other} » qui est ouverte',
    remedy:
      'ouvrez la promotion « {value} », ou choisissez le fichier de « {other} » ; une nouvelle promotion s’importe par la commande « npm run cohort »',
  },
  'identity-elsewhere': {
    problem: '{name} a déjà une place dans une autre promotion, sans cet identifiant Entra',
    remedy:
      'laissez les deux cellules vides, ou demandez à l’administrateur ou l’administratrice de relier ce compte par la commande « npm run cohort »',
  },
};
