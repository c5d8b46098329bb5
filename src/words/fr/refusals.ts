import type { Refusal } from '../../domain/refusal.ts';

/** What happened, then what can be done. */
export const refusals: Record<Refusal, string> = {
  'sign-in':
    'Teams ne m’a pas dit qui vous êtes. Fermez cet onglet puis rouvrez-le pour vous identifier de nouveau.',
  'unknown-person':
    'Votre compte n’est pas relié au programme. Écrivez à l’équipe depuis l’adresse de votre inscription.',
  'app-role':
    'Votre compte n’a pas encore le rôle qu’il faut pour cette page. Demandez à votre service informatique le rôle « Coach » ou « Pilot » de Télémaque dans Entra, puis rouvrez l’onglet.',
  'no-pair':
    'Vous n’êtes dans aucun binôme en cours. Écrivez « mon référent » si cela vous étonne.',
  'not-found': 'Cela n’existe pas, ou plus. Écrivez « mes rencontres » pour repartir de la liste.',
  'not-yours-to-answer':
    'C’est à l’autre de répondre à cette proposition. Vous pouvez la changer ou la retirer.',
  'slot-unreadable':
    'Je n’ai pas pu lire ce créneau. Choisissez-en un dans la liste, ou écrivez « réserver ».',
  'no-such-day': 'Cette date n’existe pas dans le calendrier. Choisissez un autre jour.',
  'no-such-hour':
    'Cette heure n’existe pas ce jour-là, à cause du changement d’heure. Choisissez-en une autre.',
  'end-before-start': 'La fin précède le début. Choisissez un autre créneau.',
  'in-the-past': 'Ce moment est déjà passé. Choisissez un créneau à venir.',
  'in-the-future':
    'Cette date est à venir : une rencontre se note une fois qu’elle a eu lieu. Choisissez aujourd’hui ou un jour passé.',
  'outside-programme':
    'Cette date est en dehors du programme. Choisissez un jour entre le lancement et la journée de bilan.',
  'outside-hours':
    'Ce créneau sort de vos heures de travail à tous les deux. Choisissez-en un autre dans la liste.',
  'wrong-length': 'Une rencontre dure de dix minutes à huit heures. Choisissez une autre durée.',
  'made-in-outlook':
    'Cette rencontre a été créée dans Outlook : qui l’y a créée la déplace depuis son agenda, et elle suivra ici.',
  'slot-gone': 'Ce créneau vient d’être pris. Choisissez-en un autre : la liste est à jour.',
  'no-slot':
    'Je ne trouve aucun créneau commun dans les semaines à venir. Essayez une durée plus courte, ou la visio.',
  'pair-has-meeting-then':
    'Votre binôme a déjà une rencontre à ce moment. Choisissez un autre créneau, ou déplacez-la.',
  'plan-changed':
    'Une de ces dates n’est plus libre : rien n’a été réservé. Voici le plan mis à jour, à confirmer de nouveau.',
  'no-better-plan':
    'Je ne trouve pas de meilleures dates : vos rencontres restent là où elles sont.',
  'survey-not-open':
    'Ce questionnaire n’est pas encore ouvert. Il vous sera envoyé le moment venu.',
  'survey-closed':
    'Ce questionnaire est clos : il ne prend plus de réponse. La synthèse vous sera envoyée.',
  'survey-answered':
    'Vous avez déjà répondu à ce questionnaire : la première réponse compte, et rien n’a changé.',
  'synthesis-not-yet':
    'Pas encore : la synthèse sera lisible dès que les coachs l’auront partagée.',
  'survey-incomplete':
    'Il manque une réponse : rien n’est encore parti. Complétez ci-dessous, vos choix sont gardés.',
  'wrong-values': 'Je n’ai pas pu lire cette réponse. Répondez depuis la carte ci-dessous.',
  'themes-needed': 'Il manque la thématique. Choisissez-en une à trois dans la liste.',
  'too-many-themes': 'C’est plus de trois thématiques. Gardez les trois principales.',
  'unknown-theme':
    'Cette thématique n’est pas dans la liste. Choisissez-en une à trois parmi celles proposées.',
  'pause-in-past':
    'Ce jour n’est pas à venir. Choisissez pour la pause un dernier jour à partir de demain.',
  'pause-too-long':
    'C’est plus long que ce qu’une pause permet. Choisissez un dernier jour plus proche.',
  'pause-stands':
    'Une pause est déjà proposée ou en cours : il n’y en a qu’une à la fois. Répondez-y, ou reprenez, avant d’en proposer une autre.',
  'pair-stopping':
    'Un arrêt est demandé dans ce binôme. Vous pouvez y proposer une dernière rencontre.',
  'already-recorded': 'Cette rencontre est déjà notée. Pour changer, choisissez « Corriger ».',
  'not-started':
    'Cette rencontre n’a pas encore commencé. Vous pourrez la noter dès qu’elle aura eu lieu.',
  'too-late': 'Il est trop tard pour ce geste. Voici ce qu’il en est maintenant.',
  'nothing-to-undo': 'Il n’y a rien à défaire. Voici où en est la rencontre maintenant.',
  'link-expired':
    'Ce lien n’est plus valable. Demandez-en un nouveau : il partira vers votre adresse habituelle.',
  'changed-since':
    'Quelqu’un a changé cela entre-temps : rien n’a été modifié. Voici ce qu’il en est maintenant.',
  'built-on':
    'Quelque chose s’appuie déjà sur ce changement : il ne peut plus être annulé d’un coup. Changez plutôt ce qui doit l’être.',
  'try-again': 'Cela n’a pas abouti, et rien n’a changé. Réessayez dans un instant.',
};
