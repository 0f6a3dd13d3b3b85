/** Tests of the dashboard, over HTTP and in a browser. */
package io.attune.ui;
