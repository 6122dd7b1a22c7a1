import { type Domain, date, number, reference, tableKind, word } from "../domain.ts";

/** Shifts of a cleaning company. */
export const shifts: Domain = {
  place: { en: "cleaning company", zh: "保洁公司" },
  tables: [
    tableKind("shifts", ["shifts|duties|work_shifts|assignments", "shift/shifts", "排班/个"], "no", [
      reference("workers", ["worker_id|worker|employee|person", "worker", "员工"]),
      number("integer", ["minutes|length|duration|worked_minutes", "length", "时长"], [60, 600], "minutes/分钟"),
      word(["kind|type|slot|time_of_day", "kind", "类型"], "morning/早班 evening/晚班 night/夜班 standby/待命"),
      date(["worked_on|day|shift_date|date_of_work", "working day", "工作日期"], [2022, 2024]),
      reference("objects", ["object_id|object|building|site", "building", "楼宇"]),
      number("decimal", ["bonus|extra_pay|supplement|premium", "bonus", "补贴"], [0, 75], "euros/欧元"),
      reference("vans", ["van_id|van|vehicle|car", "van", "车辆"]),
    ]),
    tableKind("workers", ["workers|employees|cleaners|personnel", "worker/workers", "员工/位"], "person", [
      number("decimal", ["hourly_pay|wage|pay|rate", "hourly pay", "时薪"], [13, 42], "euros/欧元"),
      word(["post|role|position|job", "post", "岗位"], "cleaner/保洁员 foreman/领班 trainee/学徒"),
      date(["hired_on|hired|entry_date|employed_since", "hiring date", "入职日期"], [2008, 2021]),
      reference("crews", ["crew_id|crew|team|group_id", "crew", "班组"]),
    ]),
    tableKind("objects", ["objects|buildings|sites|premises", "building/buildings", "楼宇/栋"], "stem", [
      number("integer", ["area|floor_area|square_metres|size", "floor area", "面积"], [200, 9000]),
      number("integer", ["built|built_in|year_built|completed", "year of construction", "建成年份"], [1930, 2018]),
      word(["usage|use|purpose|occupancy", "use", "用途"], "office/办公 school/学校 clinic/诊所 hall/展馆"),
      reference("owners", ["owner_id|owner|landlord|client", "owner", "业主"]),
    ]),
    tableKind("crews", ["crews|teams|squads|gangs", "crew/crews", "班组/个"], "stem", [
      number(
        "decimal",
        ["budget|monthly_budget|funds|allowance", "monthly budget", "月度预算"],
        [900, 9000],
        "euros/欧元",
      ),
      number("integer", ["radios|radio_count|handsets|sets", "number of radios", "对讲机数量"], [2, 30], "radios/部"),
      word(["depot|base|yard|store", "depot", "驻地"], "north/北站 south/南站 river/河畔站"),
    ]),
    tableKind("owners", ["owners|landlords|principals|contract_partners", "owner/owners", "业主/位"], "person", [
      number("integer", ["contracts|contract_count|agreements|deals", "number of contracts", "合同数量"], [1, 40]),
      date(["partner_since|since|first_contract|signed_on", "signing date", "签约日期"], [2005, 2020]),
      word(["payment|pays_by|settlement|terms", "payment method", "付款方式"], "transfer/转账 cheque/支票 cash/现金"),
    ]),
    tableKind("vans", ["vans|vehicles|cars|fleet", "van/vans", "车辆/辆"], "stem", [
      number("integer", ["mileage|odometer|distance|km_driven", "mileage", "里程"], [4000, 240_000], "km/公里"),
      word(["fuel|drive|energy|engine", "fuel", "燃料"], "diesel/柴油 petrol/汽油 electric/电动"),
      date(["inspected_on|inspection|checked_on|last_check", "inspection date", "检验日期"], [2022, 2024]),
    ]),
  ],
};
