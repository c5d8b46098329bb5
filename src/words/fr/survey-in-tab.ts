import type { survey } from './survey.ts';

type Survey = typeof survey;

/** What a questionnaire says otherwise where the tab asks it, inside Teams. */
export const surveyInTab = {
  anonymousHow:
    'Le serveur signe un bulletin vierge sans le voir, puis vos réponses partent à part, sans rien qui dise qui vous êtes. Une fois ce choix fait, vous ne pourrez plus répondre que de façon anonyme, et depuis cet onglet, sur cet appareil.',
  unable:
    'On ne peut pas répondre ici de façon anonyme : ce navigateur est trop ancien, ou Teams ne laisse rien garder sur cet appareil. Vous pouvez répondre ci-dessus, de façon confidentielle, ou ouvrir cet onglet dans un autre navigateur ou dans l’application Teams.',
  unableHere:
    'Votre réponse anonyme ne peut pas être terminée pour l’instant. Rien n’est perdu : mettez à jour Teams ou ce navigateur, puis rouvrez cet onglet sur cet appareil.',
  elsewhere:
    'Vous l’avez commencée, et peut-être envoyée, depuis un autre appareil, un autre navigateur ou votre page personnelle. Elle ne peut être terminée que là : d’ici, nous ne pouvons ni la lire ni la reprendre.',
} satisfies Partial<Survey>;
