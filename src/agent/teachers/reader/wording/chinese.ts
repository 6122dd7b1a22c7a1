import type { Wording } from "./wording.ts";

/** Thoughts in Chinese. */
export const chinese: Wording = {
  openings: {
    first: ["", "", "先看一看。", "从头说起：", "理一下思路。", "目前的情况是："],
    later: ["", "", "到这里还算顺利。", "接着来。", "有了这个结果：", "再进一步：", "下一步。"],
  },
  thoughts: {
    call: [
      "@reason，用@tool应该能弄清楚。",
      "@reason，所以调用@tool。",
      "之所以用@tool，是因为@reason。",
      "@reason。合适的工具是@tool。",
      "缺的东西要从@tool得到：@reason。",
      "这一步适合用@tool，因为@reason。",
    ],
    retry: [
      "@reason，所以再试一次@tool。",
      "刚才没有成功。@reason，再用@tool试一回。",
      "失败不是终点：@reason，重新调用@tool。",
    ],
    check: [
      "@reason，所以再用@tool看一遍。",
      "回答之前先用@tool确认一下：@reason。",
      "@reason，用@tool看看是否站得住。",
    ],
    answer: [
      "@reason，可以回答了。",
      "需要的都有了：@reason。",
      "已经不缺什么了，因为@reason。",
      "@reason。该给出答案了。",
      "问题已经清楚：@reason。",
    ],
    question: ["@reason，只有用户能告诉我。", "这里不能猜：@reason，所以要问。", "@reason，先问清楚再调用。"],
    give_up: ["@reason，手头的东西都走不下去了。", "这件事在这里办不成：@reason。", "没有别的路可走，因为@reason。"],
  },
  fields: {
    plan: [
      "- 查清缺少的内容\n- 用查到的结果回答",
      "- 走下一步\n- 读懂结果\n- 满足请求后收尾",
      "- 一次只做一个调用\n- 各部分都清楚了再回答",
    ],
    criticism: ["不要走多余的步骤。", "要以结果为准，不能想当然。", "请求的每一部分都不能落下。"],
    reflection: ["目前的结果与请求相符。", "就看到的而言，上一步达到了目的。", "到现在为止，没有理由改变做法。"],
    speak: ["正在处理。", "我这就为您查。", "已经在办您的事了。"],
    reasoning: [
      "请求说明了要什么，这一步要离它更近。",
      "已知的和被问到的，决定了这一步。",
      "每一步都要缩小请求与已知之间的差距。",
    ],
  },
  reasons: {
    noIdea: "从请求里看不出该从哪里入手",
    check: "只凭一个结果作答不够稳妥",
    anotherWay: "以失败的调用收场，请求就没有着落",
    passing: (tool) => `${tool}的报错看起来只是一时的`,
    toolFailed: (tool) => `调用${tool}失败了`,
  },
  missing: (reason) => `无法完成，因为${reason}。`,
  prose: ["我打算这样继续：@step", "按我的理解，下一步是：@step", "接下来：@step"],
  guesses: ["应该是@guess。", "答案大概是@guess。", "我看是@guess。"],
  hedge: "就我所知，答案是这样的：",
};
