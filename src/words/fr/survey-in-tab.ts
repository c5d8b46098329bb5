import type { survey } from './survey.ts';

type Survey = typeof survey;

/** What a questionnaire says otherwise where the tab asks it, inside Teams. */
export const surveyInTab = {
  anonymousHow:
    'Le serveur signe un bulletin vierge sans le voir, puis vos réponses partent à part, sans rien qui dise qui vous êtes. Une fois ce choix fait, vous ne pourrez plus répondre que sans votre nom, et depuis cet onglet, sur cet appareil.',
  unable:
    'On ne peut pas préparer ici de bulletin sans votre nom : ce navigateur est trop ancien, ou Teams ne laisse rien garder sur cet appareil. Vous pouvez répondre ci-dessus, de façon confidentielle, ou ouvrir cet onglet dans un autre navigateur ou dans l’application Teams.',
  unableHere:
    'Votre bulletin ne peut pas être terminé pour l’instant. Rien n’est perdu : mettez à jour Teams ou ce navigateur, puis rouvrez cet onglet sur cet appareil.',
  elsewhere:
    'Vous l’avez commencé, et peut-être envoyé, depuis un autre appareil, un autre navigateur ou votre page personnelle. Il ne peut être terminé que là : d’ici, on ne peut ni le lire ni le reprendre.',
} satisfies Partial<Survey>;
