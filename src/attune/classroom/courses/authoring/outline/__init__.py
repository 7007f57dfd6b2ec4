"""The outline of a course as its authors change it: courses, modules, lessons, their order."""
