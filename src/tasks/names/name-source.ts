import type { Random } from "../../core/random.ts";
import type { Language } from "../../templates/template.ts";
import type { TaskOptions } from "../environment.ts";
import { madeUpStem, madeUpWord } from "./made-up-word.ts";
import { splitOf } from "./split-of.ts";

/** Names that nobody has, each given once, all of one split. */
export interface NameSource {
  /** A word or stem to build names of places and things with. */
  stem(): string;
  /** One that is easily mistaken for another. */
  stemLike(stem: string): string;
  /** A person's whole name. */
  person(): string;
  /** A person whose name is easily mistaken for another's. */
  personLike(name: string): string;
}

const SURNAMES = [
  ..."赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹柏窦章苏潘葛范彭鲁韦马苗方俞任袁柳",
];

/** A source of names for one world. */
export function createNames(random: Random, language: Language, split: TaskOptions["split"]): NameSource {
  const given = new Set<string>();
  const fresh = (draw: () => string): string => {
    for (;;) {
      const name = draw();
      if (given.has(name.toLowerCase()) || splitOf(name) !== split) continue;
      given.add(name.toLowerCase());
      return name;
    }
  };
  return language === "zh" ? chinese(random, fresh) : english(random, fresh);
}

type Fresh = (draw: () => string) => string;

function english(random: Random, fresh: Fresh): NameSource {
  const stem = () => fresh(() => madeUpWord(random));
  const stemLike = (like: string) => fresh(() => withOtherEnd(random, like, madeUpWord(random)));
  return {
    stem,
    stemLike,
    person: () => fresh(() => `${madeUpWord(random)} ${madeUpWord(random)}`),
    personLike(name) {
      const [first, last] = name.split(" ") as [string, string];
      return fresh(() =>
        random.chance(0.5)
          ? `${madeUpWord(random)} ${last}`
          : `${withOtherEnd(random, first, madeUpWord(random))} ${last}`,
      );
    },
  };
}

function withOtherEnd(random: Random, word: string, other: string): string {
  const kept = word.slice(0, Math.max(3, word.length - 2 - random.below(2)));
  return kept + other.slice(-(1 + random.below(3))).toLowerCase();
}

function chinese(random: Random, fresh: Fresh): NameSource {
  const stem = () => fresh(() => madeUpStem(random, 2));
  return {
    stem,
    stemLike: (like) => fresh(() => withOtherCharacter(random, like)),
    person: () => fresh(() => random.pick(SURNAMES) + madeUpStem(random, 2)),
    personLike: (name) => fresh(() => name.slice(0, 1) + withOtherCharacter(random, name.slice(1))),
  };
}

/** Of two characters one is another; a longer draw makes it three, so that there always is one more. */
function withOtherCharacter(random: Random, like: string): string {
  const other = madeUpStem(random, 1);
  const draw = random.below(5);
  if (draw === 0) return like + other;
  return draw < 3 ? like.slice(0, 1) + other : other + like.slice(1);
}
