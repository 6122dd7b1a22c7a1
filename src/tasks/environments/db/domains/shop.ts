import { type Domain, date, number, reference, tableKind, word } from "../domain.ts";

/** Orders of a mail-order shop. */
export const shop: Domain = {
  place: { en: "mail-order shop", zh: "邮购商店" },
  tables: [
    tableKind("orders", ["orders|purchases|sales|order_book", "order/orders", "订单/笔"], "no", [
      reference("customers", ["customer_id|customer|buyer|client_id", "customer", "客户"]),
      number("decimal", ["amount|total|order_value|price_paid", "amount", "金额"], [8, 900], "euros/欧元"),
      word(
        ["status|state|progress|stage", "status", "状态"],
        "unpaid/未付款 paid/已付款 shipped/已发货 cancelled/已取消",
      ),
      date(["ordered_on|order_date|placed_on|day", "order date", "下单日期"], [2021, 2024]),
      reference("products", ["product_id|product|item|article_id", "product", "商品"]),
      number("integer", ["quantity|qty|pieces|units", "quantity", "数量"], [1, 24]),
      reference("clerks", ["clerk_id|clerk|handled_by|agent", "clerk", "经办人"]),
    ]),
    tableKind("customers", ["customers|clients|buyers|accounts", "customer/customers", "客户/位"], "person", [
      word(["tier|level|grade|class", "tier", "等级"], "basic/普通 silver/银卡 gold/金卡"),
      number("integer", ["points|bonus_points|score|credits", "bonus points", "积分"], [20, 4000]),
      date(["joined_on|since|member_since|registered", "joining date", "加入日期"], [2012, 2020]),
      reference("towns", ["town_id|town|home_town|place", "home town", "所在城镇"]),
    ]),
    tableKind("products", ["products|articles|goods|catalogue", "product/products", "商品/种"], "stem", [
      number("decimal", ["price|unit_price|list_price|cost", "price", "单价"], [3, 180], "euros/欧元"),
      number("integer", ["stock|in_stock|on_hand|inventory", "stock", "库存"], [0, 600]),
      word(["category|kind|section|family", "category", "类别"], "kitchen/厨具 garden/园艺 lighting/灯具 toys/玩具"),
      reference("makers", ["maker_id|maker|producer|manufacturer", "maker", "生产商"]),
    ]),
    tableKind("towns", ["towns|places|municipalities|localities", "town/towns", "城镇/座"], "stem", [
      number(
        "integer",
        ["population|inhabitants|residents|people", "population", "人口"],
        [800, 90_000],
        "inhabitants/人",
      ),
      number(
        "integer",
        ["delivery_days|shipping_days|days_to_ship|lead_days", "delivery time", "配送时间"],
        [1, 15],
        "days/天",
      ),
      word(["zone|area|belt|region", "zone", "片区"], "north/北区 south/南区 coast/沿海 hills/山区"),
    ]),
    tableKind("makers", ["makers|producers|manufacturers|workshops", "maker/makers", "生产商/家"], "stem", [
      number("integer", ["founded|founding_year|est|year_founded", "founding year", "创办年份"], [1880, 2010]),
      number("integer", ["staff|employees|headcount|workers", "staff size", "员工人数"], [12, 900], "employees/人"),
      word(["rating|grade|mark|quality", "rating", "评级"], "solid/良好 middling/一般 excellent/优秀"),
    ]),
    tableKind("clerks", ["clerks|staff_members|agents|employees", "clerk/clerks", "经办人/位"], "person", [
      number("decimal", ["hourly_pay|wage|pay|hourly_rate", "hourly pay", "时薪"], [14, 48], "euros/欧元"),
      date(["hired_on|start_date|employed_since|entry_date", "hiring date", "入职日期"], [2010, 2020]),
      word(["shift|duty|roster|slot", "shift", "班次"], "morning/早班 evening/晚班 night/夜班"),
    ]),
  ],
};
