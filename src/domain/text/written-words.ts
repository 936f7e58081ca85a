/** One word as it stands in a text. `folded`: without case, accents and a genitive’s ending. */
export type WrittenWord = {
  readonly written: string
  readonly folded: string
  readonly isCapital: boolean
  readonly startsSentence: boolean
  /** Left out of account. */
  readonly isSilent: boolean
}

/** The words of a text in order; hyphens part words, apostrophes inside them do not. */
export function readWords(text: string): readonly WrittenWord[] {
  const plain = text.normalize('NFKC')
  return [...plain.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu)].map((match) => {
    const [written] = match
    const before = plain.slice(0, match.index).trimEnd()
    return {
      written,
      folded: foldWord(written),
      isCapital: /^\p{Lu}/u.test(written),
      startsSentence: before === '' || /[.!?…:“"(]$/.test(before),
      isSilent: false,
    }
  })
}

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

function foldWord(word: string): string {
  const plain = word
    .replace(/['’]s$/i, '')
    .replaceAll(/['’]/g, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
  return [...plain].map((letter) => letters[letter] ?? letter).join('')
}
