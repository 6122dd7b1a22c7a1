import { type Domain, date, number, reference, tableKind, word } from "../domain.ts";

/** Loans of a public library. */
export const library: Domain = {
  place: { en: "public library", zh: "公共图书馆" },
  tables: [
    tableKind("loans", ["loans|lendings|checkouts|borrowings", "loan/loans", "借阅记录/条"], "no", [
      reference("readers", ["reader_id|reader|borrower|member_id", "reader", "读者"]),
      date(["lent_on|loan_date|issued|taken_on", "loan date", "借出日期"], [2021, 2024]),
      number("decimal", ["fine|fee|late_fee|charge", "fine", "罚款"], [0, 18], "euros/欧元"),
      word(["status|state|condition|progress", "status", "状态"], "lent/借出 returned/已归还 overdue/逾期 lost/遗失"),
      reference("volumes", ["volume_id|volume|book_id|item", "volume", "图书"]),
      number(
        "integer",
        ["extensions|renewals|times_extended|prolongations", "number of extensions", "续借次数"],
        [0, 6],
      ),
      reference("desks", ["desk_id|desk|counter|issued_at", "desk", "服务台"]),
    ]),
    tableKind("readers", ["readers|members|borrowers|patrons", "reader/readers", "读者/位"], "person", [
      number("integer", ["born|birth_year|year_of_birth|born_in", "year of birth", "出生年份"], [1940, 2012]),
      word(["card|card_type|pass|ticket", "card type", "证件类型"], "adult/成人证 youth/少年证 family/家庭证"),
      date(["enrolled_on|enrolled|joined|card_since", "enrolment date", "办证日期"], [2008, 2020]),
      reference("branches", ["branch_id|branch|home_branch|house", "home branch", "所属分馆"]),
    ]),
    tableKind("volumes", ["volumes|books|holdings|items", "volume/volumes", "图书/本"], "stem", [
      number("integer", ["pages|page_count|length|leaves", "page count", "页数"], [80, 900], "pages/页"),
      number("integer", ["printed|print_year|year|edition_year", "year of printing", "印刷年份"], [1950, 2020]),
      word(["genre|subject|field|shelf", "genre", "题材"], "history/历史 novel/小说 science/科学 travel/游记"),
      reference("authors", ["author_id|author|writer|written_by", "author", "作者"]),
    ]),
    tableKind("branches", ["branches|houses|locations|sites", "branch/branches", "分馆/座"], "stem", [
      number("integer", ["seats|reading_seats|chairs|places", "number of seats", "座位数"], [20, 400]),
      number("integer", ["opened|opening_year|open_since|built", "opening year", "启用年份"], [1900, 2015]),
      word(["district|quarter|part|side", "district", "城区"], "east/东城 west/西城 harbour/港区 old_town/老城"),
    ]),
    tableKind("authors", ["authors|writers|creators|names_of_writers", "author/authors", "作者/位"], "person", [
      number(
        "integer",
        ["works|work_count|titles|published_works", "number of works", "作品数量"],
        [1, 60],
        "works/部",
      ),
      word(
        ["language|tongue|writes_in|idiom", "language", "写作语言"],
        "English/英语 French/法语 Chinese/汉语 Spanish/西班牙语",
      ),
      number("integer", ["debut|debut_year|first_year|active_since", "debut year", "首作年份"], [1930, 2015]),
    ]),
    tableKind("desks", ["desks|counters|service_points|stations", "desk/desks", "服务台/个"], "stem", [
      number("integer", ["floor|storey|level|deck", "floor", "楼层"], [1, 9]),
      number(
        "decimal",
        ["weekly_hours|hours|open_hours|service_hours", "weekly hours", "每周开放时间"],
        [12, 60],
        "hours/小时",
      ),
      word(["equipment|device|setup|kit", "equipment", "设备"], "scanner/扫描仪 terminal/终端 register/登记簿"),
    ]),
  ],
};
