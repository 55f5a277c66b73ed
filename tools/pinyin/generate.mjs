// Writes reference/pinyin-initials.csv: every character of U+4E00–U+9FA5 and 〇 with the distinct initial letters of its
// readings, the commonest first. Run: npm ci && npm run generate
import { writeFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';

const target = new URL('../../reference/pinyin-initials.csv', import.meta.url);
const characters = ['〇'];
for (let code = 0x4e00; code <= 0x9fa5; code++) characters.push(String.fromCodePoint(code));

const lines = ['char,initials'];
const withoutReading = [];
for (const character of characters) {
  const readings = pinyin(character, { multiple: true, toneType: 'none', type: 'array' });
  const initials = new Set(readings
    .map(reading => reading.normalize('NFD')[0])   // ê of 欸 counts as e
    .filter(letter => /^[a-z]$/.test(letter)));
  if (initials.size === 0) withoutReading.push(character);
  else lines.push(`${character},${[...initials].join('')}`);
}

writeFileSync(target, lines.join('\n') + '\n');
console.log(`${lines.length - 1} characters, ${withoutReading.length} without a reading: ${withoutReading.join('')}`);
