/**
 * The look of cards. Colours are the page's own variables, so that light, dark and contrast
 * themes reach cards already drawn; sizes are those Teams uses.
 */
const tone = (name: string) => ({ default: `var(--${name})`, subtle: `var(--${name}-subtle)` });

const foreground = {
  default: { default: 'var(--ink)', subtle: 'var(--ink-quiet)' },
  dark: { default: 'var(--ink)', subtle: 'var(--ink-quiet)' },
  light: { default: 'var(--ink-quiet)', subtle: 'var(--ink-quiet)' },
  accent: tone('accent'),
  good: tone('good'),
  warning: tone('warning'),
  attention: tone('attention'),
};

const container = (background: string, border = 'var(--line)') => ({
  backgroundColor: background,
  borderColor: border,
  foregroundColors: foreground,
});

export const cardLook = {
  supportsInteractivity: true,
  fontFamily: 'var(--font)',
  fontTypes: {
    default: {
      fontFamily: 'var(--font)',
      fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 400, default: 400, bolder: 600 },
    },
    monospace: {
      fontFamily: 'ui-monospace, monospace',
      fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 400, default: 400, bolder: 600 },
    },
  },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: container('transparent'),
    emphasis: container('var(--surface-raised)'),
    accent: container('var(--accent-wash)', 'var(--accent)'),
    good: container('var(--good-wash)', 'var(--good)'),
    warning: container('var(--warning-wash)', 'var(--warning)'),
    attention: container('var(--attention-wash)', 'var(--attention)'),
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  adaptiveCard: { allowCustomStyle: false },
  textBlock: { headingLevel: 2 },
  factSet: {
    title: { size: 'default', color: 'default', weight: 'bolder', wrap: true, maxWidth: 150 },
    value: { size: 'default', color: 'default', weight: 'default', wrap: true },
    spacing: 12,
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { spacing: 'small', color: 'attention', weight: 'bolder' },
  },
};
