// Tools as a module: mat generate --tools configs/tools/example.js. It runs inside of mat, with all that you may do.
export const tools = [
  {
    name: "convert_temperature",
    description: "Converts a temperature between degrees Celsius and Fahrenheit.",
    parameters: {
      type: "object",
      properties: { degrees: { type: "number" }, to: { type: "string", enum: ["celsius", "fahrenheit"] } },
      required: ["degrees", "to"],
    },
    // `signal` is aborted when nobody waits any more. What is thrown becomes the agent's observation.
    async call({ degrees, to }, { signal }) {
      signal.throwIfAborted();
      return { degrees: to === "celsius" ? ((degrees - 32) * 5) / 9 : (degrees * 9) / 5 + 32, unit: to };
    },
  },
];
