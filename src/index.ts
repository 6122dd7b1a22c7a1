// The library: everything that the commands are made of. A command imports the defining file, when it runs.

export {
  type MeasureTasksOptions,
  measureTasks,
  type PolicyName,
  type TaskMeasure,
} from "./agent/teachers/measure-tasks.ts";
export { createOracle, type Oracle } from "./agent/teachers/oracle.ts";
export type { ErrorRates } from "./agent/teachers/reader/errors/planted-error.ts";
export { createReader, type ReaderOptions } from "./agent/teachers/reader/reader.ts";
export { cutFrom, maskStep } from "./core/edit.ts";
export {
  BudgetSpentError,
  BusyError,
  CassetteError,
  DatasetDamagedError,
  DiskFullError,
  describePlace,
  EndpointError,
  EnvironmentFailedError,
  EXIT_CODES,
  type ExitName,
  FieldsLostError,
  InputMissingError,
  InstallFailedError,
  InterruptedError,
  MalformedInputError,
  MatError,
  NetworkError,
  NotADatasetError,
  OutputExistsError,
  PermissionError,
  type Place,
  PluginError,
  RowNotFoundError,
  RowRefusedError,
  RunChangedError,
  RunIncompleteError,
  RunPausedError,
  ToolServerError,
  UsageError,
  WrongFormatError,
} from "./core/errors.ts";
export { type FileLayout, JSONL, type JsonLayout, PYTHON_INDENT_2 } from "./core/json/layout.ts";
export { parseJson } from "./core/json/parse.ts";
export { stringifyJson } from "./core/json/stringify.ts";
export type { JsonObject, JsonValue } from "./core/json/value.ts";
export { redact } from "./core/redact.ts";
export type { JsonSchema, Tool, ToolDefinition } from "./core/tool.ts";
export { toolDefinitionSchema } from "./core/tool-schema.ts";
export {
  ATIF_VERSION,
  finishOf,
  isTrained,
  type Step,
  type StepMat,
  type ToolCall,
  type ToolCallMat,
  type Trajectory,
  type TrajectoryMat,
  textOf,
  toolsOf,
} from "./core/trajectory.ts";
export { trajectorySchema } from "./core/trajectory-schema.ts";
export { describeFilters, type FilterDescriptionEntry } from "./filter/describe-filters.ts";
export type { Filter, FilterContext, FilterVerdict } from "./filter/filter.ts";
export { type FilterRequest, parseFilterFlag } from "./filter/filter-request.ts";
export { readFilterConfig } from "./filter/read-filter-config.ts";
export { type FilterOptions, type FilterReport, filterDataset } from "./filter/run-filter.ts";
export { type ConvertOptions, type ConvertReport, convertRows } from "./format/convert.ts";
export { describeFormats, type FormatDescription } from "./format/describe-formats.ts";
export { type ExportOptions, type ExportReport, exportDataset } from "./format/export.ts";
export type { Format, FormatReader, FormatReading, FormatWriter, FormatWriting } from "./format/format.ts";
export { type ImportOptions, type ImportReport, importRows } from "./format/import.ts";
export type { RunEstimate } from "./generate/estimate.ts";
export type { GenerateOptions, GenerateReport } from "./generate/generate.ts";
export type { GenerateProgress, SpendingForecast } from "./generate/progress-count.ts";
export type { WorkShardReport } from "./generate/work-shard.ts";
export type { ChatClient, ChatMessage, ChatReply, ChatRequest, ReplyTokens } from "./llm/chat-client.ts";
export type { Spending, Spent } from "./llm/cost/spending.ts";
export type { Sampling } from "./llm/endpoint/sampling.ts";
export { type CallToolOptions, type CallToolReport, callTool } from "./pipeline/call-tool.ts";
export { type ConnectedModel, connectModel } from "./pipeline/connection/connect-model.ts";
export type { Connection } from "./pipeline/connection/connection.ts";
export type { AccountOptions, ModelAccount, ModelStores } from "./pipeline/connection/model-account.ts";
export { estimateRequest, generateRun, type WorkOnRunOptions, workOnRun, writePlan } from "./pipeline/generate-run.ts";
export {
  type InstructPreview,
  type InstructReport,
  type InstructRequest,
  instructRun,
  previewInstruct,
} from "./pipeline/instruct-run.ts";
export { loadPlugin } from "./pipeline/load-plugin.ts";
export { type LoadedTools, loadTools, type ToolFile, type ToolSources } from "./pipeline/load-tools.ts";
export { type PlayEnvironmentOptions, playEnvironment } from "./pipeline/play-environment.ts";
export type { PlayedTask, PlayReport } from "./pipeline/play-report.ts";
export type { PlayTaskOptions } from "./pipeline/play-task.ts";
export { type Plugin, type PluginContext, type PluginFactory, registerPlugin } from "./pipeline/plugin.ts";
export { type QuickstartOptions, quickstart } from "./pipeline/quickstart.ts";
export { checkRunFile, type RunFileRequest } from "./pipeline/run-file/check-run-file.ts";
export type { CheckedRunFile } from "./pipeline/run-file/checked-run-file.ts";
export { type ForeseenStage, foreseeStages } from "./pipeline/run-file/foresee-stages.ts";
export {
  type RunFileReport,
  type RunStagesOptions,
  runStages,
  type StageOutcome,
} from "./pipeline/run-file/run-stages.ts";
export type { RunRequest, ToolWatch } from "./pipeline/run-request.ts";
export { type ConfigurationRequest, configuration } from "./pipeline/settings/configuration.ts";
export type { ResolvedSetting, ResolvedSettings } from "./pipeline/settings/resolve-settings.ts";
export { settingValues } from "./pipeline/settings/setting-values.ts";
export { estimateTemplates, type WriteTemplatesRequest, writeTemplates } from "./pipeline/write-templates.ts";
export { type ServeTeacherOptions, serveTeacher, type TeacherServer } from "./serve/teacher/serve-teacher.ts";
export { type Dataset, type DatasetRow, openDataset } from "./store/dataset.ts";
export type { DatasetOptions } from "./store/dataset-options.ts";
export { createDataset, type DatasetWriter, type NewRow } from "./store/dataset-writer.ts";
export type { Manifest } from "./store/manifest.ts";
export { type ReadRowsOptions, readRows } from "./store/read-rows.ts";
export type { DroppedRow, RowOrigin, SourceRow } from "./store/row.ts";
export { createRowFile, type RowFile } from "./store/row-file.ts";
export { type TraceReport, traceRow } from "./store/trace.ts";
export { type VerifyOptions, type VerifyReport, verifyDataset } from "./store/verify/verify.ts";
export { type Adapter, type AdapterManifest, readAdapter } from "./tasks/bridge/adapter.ts";
export { type Bridge, openBridge } from "./tasks/bridge/bridge.ts";
export { type InstallOptions, type InstallReport, installAdapter } from "./tasks/bridge/install-adapter.ts";
export { type ListedAdapter, listAdapters } from "./tasks/bridge/list-adapters.ts";
export type { Environment, Judgement, TaskOptions, World } from "./tasks/environment.ts";
export { type FoundTask, findTask } from "./tasks/find-task.ts";
export { type GenerateTasksOptions, generateTasks } from "./tasks/generate-tasks.ts";
export { ENVIRONMENTS, namedEnvironment } from "./tasks/registry.ts";
export { type ReadTasksOptions, readTasks } from "./tasks/sources/read-tasks.ts";
export { type Origin, TASK_KINDS, type Task, type TaskKind, taskSchema } from "./tasks/task.ts";
export { taskLine } from "./tasks/task-line.ts";
export { type WriteTasksOptions, type WriteTasksReport, writeTasks } from "./tasks/write-tasks.ts";
export {
  checkLibrary,
  type LibraryCheck,
  type LibraryCheckOptions,
  type LibraryProblem,
} from "./templates/check/check-library.ts";
export { checkTemplate } from "./templates/check/check-template.ts";
export type { CheckOptions, TemplateProblem } from "./templates/check/template-check.ts";
export { findTemplate } from "./templates/find-template.ts";
export { namedTemplate, TEMPLATES, templateForProtocol } from "./templates/library/registry.ts";
export {
  type GenerateLibraryOptions,
  type GenerateLibraryReport,
  generateLibrary,
} from "./templates/meta-agent/generate-library.ts";
export { type GenerateTemplatesOptions, generateTemplates } from "./templates/meta-agent/generate-templates.ts";
export type { WritingEstimate } from "./templates/meta-agent/model/estimate-writing.ts";
export type { WritingProgress } from "./templates/meta-agent/model/write-library.ts";
export type { WritingReport } from "./templates/meta-agent/model/writing-report.ts";
export type { TemplateSource } from "./templates/meta-agent/sources.ts";
export {
  type AgentCall,
  type AgentStep,
  stepOf,
  toStep,
} from "./templates/protocol/agent-step.ts";
export { type DecodedStep, type DecodeOptions, decodeStep } from "./templates/protocol/decode-step.ts";
export { type EncodeContext, type EncodedStep, encodeStep } from "./templates/protocol/encode-step.ts";
export { readObservation, showObservation } from "./templates/protocol/observation.ts";
export { outputSchemaOf } from "./templates/protocol/output-schema.ts";
export type { Protocol } from "./templates/protocol/protocol.ts";
export { protocolSchema } from "./templates/protocol/protocol-schema.ts";
export { isRefusal, type Refusal } from "./templates/protocol/refusal.ts";
export { namedProtocol, PROTOCOLS } from "./templates/protocol/registry.ts";
export { stopSequencesOf } from "./templates/protocol/stop-sequences.ts";
export {
  parseTools,
  type RenderedTools,
  renderTools,
  type ToolRenderingName,
} from "./templates/protocol/tool-list/render-tools.ts";
export { compileTemplate, type SafeTemplate } from "./templates/safe/compile-template.ts";
export type { Declarations, TemplateData } from "./templates/safe/declarations.ts";
export type { TemplateFault, TemplateFaults } from "./templates/safe/template-faults.ts";
export { createLibrary, type LibraryWriter } from "./templates/store/create-library.ts";
export { readTemplates } from "./templates/store/read-library.ts";
export { templateProblems } from "./templates/store/template-problems.ts";
export { type Ability, type Language, type PromptTemplate, templateSchema } from "./templates/template.ts";
export type { TemplateCensus } from "./templates/template-census.ts";
export type { BuiltinTool, ToolLanguage } from "./tools/builtin/builtin-tool.ts";
export { BUILTIN_TOOLS, builtinToolBox } from "./tools/builtin/registry.ts";
export type { ModuleTool, ToolCallContext } from "./tools/own/module-tools.ts";
export type { OwnTool } from "./tools/own/own-tool.ts";
export type { ToolBox, ToolReply } from "./tools/tool-box.ts";
export { type DatasetStatistics, datasetStatistics } from "./view/dataset-statistics.ts";
export { formatPassRates } from "./view/format-pass-rates.ts";
export { formatStatistics } from "./view/format-statistics.ts";
export { formatTaskMeasures } from "./view/format-task-measures.ts";
export { formatTemplateStatistics } from "./view/format-template-statistics.ts";
export { type ListedTemplate, type ListTemplatesOptions, listTemplates } from "./view/list-templates.ts";
export { type PassRate, passRates } from "./view/pass-rates.ts";
export { type RenderTemplateOptions, renderTemplate } from "./view/render-template.ts";
export { type ShowDatasetOptions, type ShownRow, showDataset } from "./view/show-dataset.ts";
export { showPrompt } from "./view/show-prompt.ts";
export { showTask } from "./view/show-task.ts";
export { showTemplate } from "./view/show-template.ts";
export { showTools } from "./view/show-tools.ts";
export { type ShowOptions, showTrajectory } from "./view/show-trajectory.ts";
export { type TemplateStatistics, templateStatistics } from "./view/template-statistics.ts";
