import { plainText } from "./plain-text.ts";
import { saysItCannot } from "./says-it-cannot.ts";

const DONE =
  /\b(?:done|deleted|removed|updated|changed|set|added|inserted|raised|lowered|increased|decreased|reduced|completed?|made|recorded|success(?:ful|fully)?)\b|已经?(?:将|把|按|为|被|全部|成功|删|移|改|更|添|加|新|设|调|完|插|修|记|标|提|降|清|录|登)|完成|完毕|成功/g;
const DENIED = /\b(?:not|nothing|no|none|never|cannot|unable|without|if|would|fail(?:ed|s)?)\b|n't\b|[未没不无]/;
const NOT_DONE =
  /\bfail(?:ed|s|ure)?\b|\bnothing (?:was|is|has been|got) |失败|未(?:能|做|作|对)|没有(?:修改|改动|更改|删除|添加|更新)/;
/** How much text before a word may deny it. */
const REACH = 30;

/**
 * Does an answer report that a change was made? It may say of what was deleted that it is nowhere now, which alone would say that
 * it was never found.
 */
export function saysItIsDone(answer: string, question: string): boolean {
  const text = plainText(answer);
  const isSaid = [...text.matchAll(DONE)].some(({ index }) => {
    const before = text.slice(Math.max(0, index - REACH), index);
    return !DENIED.test(before.slice(before.search(/[^.!?;。！？；,，]*$/)));
  });
  return !NOT_DONE.test(text) && (isSaid || !saysItCannot(answer, question, []));
}
