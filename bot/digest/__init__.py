"""Weekly pictures and reports: values become a PNG, a PDF or a workbook. What is said in them is decided in wording."""
