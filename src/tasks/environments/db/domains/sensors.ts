import { type Domain, date, number, reference, tableKind, word } from "../domain.ts";

/** Readings of a water authority's sensors. */
export const sensors: Domain = {
  place: { en: "water authority", zh: "水务局" },
  tables: [
    tableKind("readings", ["readings|measurements|samples|observations", "reading/readings", "测量记录/条"], "no", [
      reference("sensors", ["sensor_id|sensor|probe|device", "sensor", "传感器"]),
      number("decimal", ["value|measured|reading_value|result", "value", "数值"], [1, 80]),
      word(["quality|flag|grade|check_result", "quality", "质量"], "confirmed/合格 doubtful/存疑 invalid/无效"),
      date(["taken_on|day|read_on|measured_on", "measuring day", "测量日期"], [2022, 2024]),
      reference("keepers", ["keeper_id|keeper|read_by|observer", "keeper", "管理员"]),
      number("integer", ["battery|charge|battery_level|power", "battery level", "电量"], [4, 100], "percent/%"),
      reference("rounds", ["round_id|tour|trip|visit", "tour", "巡检"]),
    ]),
    tableKind("sensors", ["sensors|probes|devices|instruments", "sensor/sensors", "传感器/个"], "stem", [
      number("integer", ["depth|depth_cm|mounting_depth|below_surface", "depth", "深度"], [20, 900], "cm/厘米"),
      word(["condition|state|health|shape", "condition", "状况"], "intact/正常 worn/磨损 broken/故障"),
      date(["installed_on|installed|mounted_on|in_use_since", "installation date", "安装日期"], [2010, 2021]),
      reference("gauges", ["station_id|station|gauge|post", "station", "测站"]),
    ]),
    tableKind("keepers", ["keepers|observers|wardens|attendants", "keeper/keepers", "管理员/位"], "person", [
      number("integer", ["district_size|area|beat|zone_size", "beat size", "辖区面积"], [4, 90]),
      word(
        ["contract|employment|status|engagement", "contract type", "聘用方式"],
        "permanent/正式 seasonal/季节工 volunteer/志愿",
      ),
      date(["started_on|start|since|appointed", "starting date", "上岗日期"], [2005, 2021]),
      reference("offices", ["office_id|office|bureau|branch", "office", "办事处"]),
    ]),
    tableKind("gauges", ["stations|gauges|gauge_sites|posts", "station/stations", "测站/座"], "stem", [
      number("integer", ["altitude|elevation|height|metres_up", "altitude", "海拔"], [5, 2400], "metres/米"),
      number("integer", ["built|built_in|year_built|since_year", "year of construction", "建成年份"], [1900, 2015]),
      word(["water|body|type|water_type", "kind of water", "水体类型"], "river/河流 lake/湖泊 canal/运河 spring/泉"),
    ]),
    tableKind("offices", ["offices|bureaus|branches|departments", "office/offices", "办事处/个"], "stem", [
      number("integer", ["rooms|room_count|desks|space", "number of rooms", "房间数"], [2, 60], "rooms/间"),
      number("decimal", ["rent|monthly_rent|lease|cost", "monthly rent", "月租金"], [300, 6000], "euros/欧元"),
      word(["side|bank|shore|part", "side", "方位"], "left_bank/左岸 right_bank/右岸 island/岛上"),
    ]),
    tableKind("rounds", ["tours|rounds|trips|inspection_tours", "tour/tours", "巡检/次"], "stem", [
      number("integer", ["stops|stop_count|halts|points", "number of stops", "停靠点数"], [2, 30]),
      number("decimal", ["route_length|distance|route_km|way", "route length", "路线长度"], [3, 140], "km/公里"),
      word(["means|by|transport|mode", "means of transport", "交通方式"], "boat/船 bicycle/自行车 van/面包车"),
    ]),
  ],
};
