export { pageFolder, reportFile } from './built-files.ts';
export { fillReport, REPORT_PLACEHOLDER } from './report/fill-report.ts';
