/** What stands beside a copy of a cohort, for whoever opens it without Télémaque. */
export const copyReadme = `# Copie d’une promotion

Fichiers en UTF-8. CSV : point-virgule entre les cellules, une ligne d’en-tête, CRLF ; une cellule qu’un tableur prendrait pour une formule commence par une apostrophe.

- \`cohort.csv\` : les binômes, une ligne chacun, dans les colonnes que l’import attend (code, mentoré…, mentor…, référent mail).
- \`cohort.yaml\` : nom, dates, réglages, ingénieur·es en mentorat, pilote et suppléances (du JSON, que YAML comprend).
- \`pairs.csv\` : \`code\` du binôme ; \`state\` active, stopping (un arrêt est demandé) ou closed.
- \`meetings.csv\` : les lignes du tableau de suivi. \`code\` du binôme ; \`day\` AAAA-MM-JJ ; \`themes\` clés des thématiques, séparées par une espace.
- \`syntheses.json\` : les synthèses publiées, et elles seules. \`moment\` midterm ou end ; \`released\` jour de publication ; \`synthesis\` le texte publié, avec ses règles de petit nombre.

\`npm run cohort -- import cohort.csv\` reprend les deux premiers. Les rencontres, les états et les synthèses ne se réimportent pas : ils ne naissent que de ce que les personnes font. Un binôme sans référent est à compléter avant l’import.

Ces fichiers portent des données personnelles : détruisez-les dès qu’ils ont servi, au plus tard à la date de purge de la promotion.
`;
