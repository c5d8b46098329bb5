import {
  BorderStyle,
  Document,
  HeadingLevel,
  ImageRun,
  convertMillimetersToTwip as mm,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Reader } from '../domain/card-model.ts';
import type { CellTold, Synthesis } from '../domain/synthesis-model.ts';
import type { SynthesisTaken } from '../usecases/read-waves.ts';
import { dayOfYearText } from '../words/report-text.ts';
import { type SynthesisLines, synthesisLines, type ToldPart } from '../words/synthesis-lines.ts';
import { type WavesWords, wavesWords } from '../words/waves.ts';
import { words } from '../words/words.ts';
import { barImage, barSize } from './bar-image.ts';
import { FileBody } from './file-answer.ts';
import { timeless } from './timeless-zip.ts';

const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

type Block = Paragraph | Table;

/** Everything a part of the document is written with. */
interface Pen {
  reader: Reader;
  survey: ReturnType<typeof words>['survey'];
  told: WavesWords;
  /** Drawings are numbered anew in each document: the same synthesis is the same text. */
  nextDrawing: () => string;
}

/**
 * A released synthesis as a document in the language of whoever takes it: headings, tables and bars
 * with their words, and room for the coaches' own. Of people and machines it tells nothing.
 */
export async function documentOf({ head, synthesis }: SynthesisTaken): Promise<FileBody> {
  const { reader } = head;
  const told = wavesWords(reader.locale);
  const { survey } = words(reader.locale);
  let drawings = 0;
  const nextDrawing = () => {
    drawings += 1;
    return String(drawings);
  };
  const pen = { reader, survey, told, nextDrawing };
  const title = plain(`${survey.synthesisTitle(synthesis.moment)} · ${synthesis.cohortName}`);
  const document = new Document({
    styles: stylesIn(reader.locale),
    sections: [{ children: [...opening(synthesis, head.bodyName, pen), ...body(synthesis, pen)] }],
  });
  const core = { path: 'docProps/core.xml', data: coreProperties(title, reader.locale) };
  const bytes = timeless(await Packer.toBuffer(document, undefined, [core]));
  const name = told.document.name(synthesis.moment, synthesis.until);
  return new FileBody(`${name}.docx`, type, bytes);
}

/** Title and language alone: the library's own would name an author and the moment it was made. */
const coreProperties = (title: string, locale: Reader['locale']): string =>
  [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<dc:title>${escaped(title)}</dc:title><dc:language>${locale}</dc:language>`,
    '</cp:coreProperties>',
  ].join('');

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What XML 1.0 cannot hold, and what could hide what is written, is left out. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '');

function stylesIn(locale: Reader['locale']) {
  const value = locale === 'fr' ? 'fr-FR' : 'en-GB';
  const run = { font: 'Segoe UI', language: { value } };
  const heading = (size: number, before: number) => ({
    run: { size, bold: true, color: '242424' },
    paragraph: { spacing: { before, after: 80 }, keepNext: true },
  });
  return {
    default: {
      document: { run: { ...run, size: 21 }, paragraph: { spacing: { after: 80 } } },
      title: heading(36, 0),
      heading1: heading(28, 320),
      heading2: heading(23, 200),
    },
  };
}

const text = (line: string): Paragraph => new Paragraph({ children: [new TextRun(plain(line))] });

const heading = (line: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]) =>
  new Paragraph({ heading: level, children: [new TextRun(plain(line))] });

function opening(synthesis: Synthesis, bodyName: string, pen: Pen): Block[] {
  const { survey, told, reader } = pen;
  const { moment, cohortName, from, until, fewest, cells } = synthesis;
  const hidden = cells.filter(({ size }) => size === null).map(({ cell }) => survey.cell(cell));
  return [
    heading(survey.synthesisTitle(moment), HeadingLevel.TITLE),
    text(`${cohortName} · ${bodyName}`),
    text(survey.period(dayOfYearText(from, reader), dayOfYearText(until, reader))),
    heading(told.document.rules, HeadingLevel.HEADING_1),
    text(survey.rule),
    text(told.document.fewest(fewest)),
    text(hidden.length === 0 ? told.document.allShown : told.document.hidden(hidden.join(', '))),
  ];
}

function body({ cells }: Synthesis, pen: Pen): Block[] {
  const { document } = pen.told;
  return [
    ...cells.flatMap((cell) => group(cell, pen)),
    heading(document.comment, HeadingLevel.HEADING_1),
    roomToWrite(document.commentHere),
  ];
}

function group(cell: CellTold, pen: Pen): Block[] {
  const { survey, told, reader } = pen;
  const { head, rows } = synthesisLines(cell, reader.locale);
  const name = survey.cell(cell.cell);
  const topics = [...new Set(rows.map(({ topic }) => topic))];
  return [
    heading(rows.length === 0 ? name : head, HeadingLevel.HEADING_1),
    ...(rows.length === 0 ? [text(survey.few)] : []),
    text(survey.asked(cell.asked)),
    ...topics.flatMap((topic) => [
      heading(topic, HeadingLevel.HEADING_2),
      tableOf(
        rows.filter((row) => row.topic === topic),
        pen,
      ),
    ]),
    heading(told.document.commentOn(name), HeadingLevel.HEADING_2),
    roomToWrite(told.document.commentHere),
  ];
}

/** Widths of the two columns, together the text of a page. */
const columns = [mm(70), mm(89)];

function tableOf(rows: SynthesisLines['rows'], pen: Pen): Table {
  const { survey } = pen;
  const titles = [survey.columns.question, survey.columns.told];
  const top = titles.map((title, at) =>
    cellOf(at, [new Paragraph({ children: [new TextRun({ text: plain(title), bold: true })] })]),
  );
  return new Table({
    columnWidths: columns,
    width: { size: mm(159), type: WidthType.DXA },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: top }),
      ...rows.map(({ question, trend, parts }) => {
        const asked = [text(question), ...(trend === null ? [] : [text(trend)])];
        const answers = parts.flatMap((part) => partOf(part, pen));
        return new TableRow({ cantSplit: true, children: [cellOf(0, asked), cellOf(1, answers)] });
      }),
    ],
  });
}

const cellOf = (column: number, children: Paragraph[]): TableCell =>
  new TableCell({
    width: { size: columns[column] ?? 0, type: WidthType.DXA },
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    children,
  });

/** In words, and below them as long as its share. */
function partOf({ name, text: said, share }: ToldPart, pen: Pen): Paragraph[] {
  const line = name === null ? said : pen.survey.of(name, said);
  if (!share) return [text(line)];
  const description = plain(pen.told.document.chart(line));
  const bar = new ImageRun({
    type: 'png',
    data: barImage(share),
    transformation: { ...barSize, height: 10 },
    altText: { name: description, title: description, description, id: pen.nextDrawing() },
  });
  return [text(line), new Paragraph({ children: [bar] })];
}

/** A frame that says whose words stand in it, with empty lines. */
function roomToWrite(note: string): Table {
  const border = { style: BorderStyle.DASHED, size: 8, color: '605E5C' };
  const borders = { top: border, bottom: border, left: border, right: border };
  const empty = Array.from({ length: 4 }, () => new Paragraph({}));
  const noted = new Paragraph({ children: [new TextRun({ text: plain(note), italics: true })] });
  return new Table({
    columnWidths: [mm(159)],
    width: { size: mm(159), type: WidthType.DXA },
    borders,
    rows: [new TableRow({ children: [new TableCell({ children: [noted, ...empty] })] })],
  });
}
