/** Holds the AsyncAPI document against the code. */
@org.jspecify.annotations.NullMarked
package io.mesher.testkit.asyncapi;
