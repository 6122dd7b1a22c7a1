import type { Random } from "../../core/random.ts";
import type { Language } from "../../templates/template.ts";

interface Persona {
  readonly who: readonly string[];
  readonly why: readonly string[];
  readonly how: readonly string[];
}

/** Who asks, what for, and how they speak. */
const PERSONAS: Readonly<Record<Language, Persona>> = {
  en: {
    who: [
      "a retired teacher",
      "a nurse on the night shift",
      "a student who writes a thesis",
      "the owner of a small shop",
      "a local reporter",
      "an accountant",
      "a farmer",
      "a museum guide",
      "a lorry driver",
      "a trainee in the first week",
      "an engineer",
      "a parent of three",
      "a librarian",
      "the treasurer of a sports club",
      "a translator",
      "a city councillor",
      "a cook",
      "a carpenter",
      "a researcher from another field",
      "a customer who is in a hurry",
      "an auditor",
      "a volunteer at a charity",
      "a travel agent",
      "a system administrator",
    ],
    why: [
      "who prepares a talk",
      "who wants to settle a bet",
      "who checks what a colleague has said",
      "who writes a report",
      "who has to decide today",
      "who is only curious",
      "who plans the coming year",
      "who compares several offers",
      "who looks into a complaint",
      "who explains the matter to a friend",
      "who fills in a form",
      "who looks for a mistake",
    ],
    how: [
      "and speaks plainly",
      "and uses few words",
      "and is very exact",
      "and tells a little of the reason first",
      "and is polite to a fault",
      "and uses the words of the trade",
      "and never uses technical words",
      "and asks in one breath",
    ],
  },
  zh: {
    who: [
      "一位退休教师",
      "一名值夜班的护士",
      "一个正在写论文的学生",
      "一家小店的店主",
      "一名地方记者",
      "一位会计",
      "一位农民",
      "一名博物馆讲解员",
      "一位货车司机",
      "一个刚入职一周的实习生",
      "一名工程师",
      "一位三个孩子的家长",
      "一位图书管理员",
      "一个体育俱乐部的财务",
      "一名翻译",
      "一位市议员",
      "一名厨师",
      "一位木匠",
      "一位跨专业的研究人员",
      "一位赶时间的顾客",
      "一名审计员",
      "一位公益组织的志愿者",
      "一名旅行顾问",
      "一名系统管理员",
    ],
    why: [
      "正在准备一次演讲",
      "想弄清一个打赌的结果",
      "要核对同事说过的话",
      "正在写一份报告",
      "今天就要做决定",
      "只是好奇",
      "在计划来年的安排",
      "正在比较几个方案",
      "在处理一起投诉",
      "要向朋友解释这件事",
      "正在填写一张表格",
      "在查找一处错误",
    ],
    how: [
      "说话朴实",
      "话很少",
      "用词十分准确",
      "会先简单说明缘由",
      "非常客气",
      "爱用行话",
      "从不使用术语",
      "一口气把问题问完",
    ],
  },
};

/** Draws who asks, in the language in which they do. */
export function drawPersona(random: Random, language: Language): string {
  const { who, why, how } = PERSONAS[language];
  const parts = [random.pick(who), random.pick(why), random.pick(how)];
  return parts.join(language === "zh" ? "，" : " ");
}
