/**
 * Reports for people: self-contained HTML pages with charts as SVG, and tables that are also
 * Markdown and plain text. Nothing here measures.
 */
@NullMarked
package io.paxos.report;

import org.jspecify.annotations.NullMarked;
