import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputTargets } from '../../../src/cli/ids/input-targets.ts';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import { plainSanitizer } from '../../../src/core/model/sanitize.ts';
import { idsOn, standardInput } from './ids-on.ts';

const targetsOn = (input: string) => inputTargets(input, standardInput, plainSanitizer.text);

describe('the targets on standard input', () => {
  it.each([
    ['one per line', 'a\nshop:b\r\n\n  c  \n', ['a', 'shop:b', 'c']],
    ['a bare number', '5537431447739019570\n', ['5537431447739019570']],
    [
      'the answer of Elevate',
      '{"id":5537431447739019570,"status":"WAITING"}',
      ['5537431447739019570'],
    ],
    ['the answer of Oracle', '{"token":"c36_9a2e"}', ['c36_9a2e']],
    ['several in an array', '[{"id":1},{"token":"b"}]', ['1', 'b']],
    ['ids in an array', '[5537431447739019570, "b"]', ['5537431447739019570', 'b']],
    ['one object a line', '{"id":1}\n{"id":"2"}', ['1', '2']],
    ['one object a line, with blank lines between', '\n{"id":1}\r\n\r\n{"id":"2"}\n', ['1', '2']],
    ['pretty-printed objects', '{\n  "id": 1\n}\n{\n  "id": "2"\n}\n', ['1', '2']],
    ['objects side by side', '{"id":1} {"id":2}[{"id":3}]', ['1', '2', '3']],
    ['a quoted string', '"a-1"\n', ['a-1']],
    ['quoted strings and numbers, one per line', '"a"\n12\n\n"b"\n', ['a', '12', 'b']],
    ['text and JSON', 'a\n{"id":"{\\"[","more":"}"}\nb', ['a', '{"[', 'b']],
    ['numbers with all their digits', '{"id":1.10}\n{"id":1e400}', ['1.10', '1e400']],
    ['lines that end with a carriage return', 'a\rb\r', ['a', 'b']],
    ['in white space of any kind', '\u00A0a\u3000\n{"id":" b\\r\\n"}', ['a', 'b']],
    ['the last of several in an object', '{"id":"a","id":"b"}', ['b']],
    ['with a byte order mark', '\uFEFF{"id":"x"}', ['x']],
  ])('can be %s', async (_name, input, targets) => {
    expect(await idsOn(input)).toEqual(targets);
  });

  it.each([
    ['nothing', ' \n'],
    ['JSON without an id', '{"status":"ok"}'],
    ['an array with one that has none', '[{"id":1},{}]'],
    ['an empty array', '[]'],
    ['JSON that is cut off', '{"id":55374'],
    ['an invalid id', '{"id":true}'],
    ['a blank id', '{"id":" "}'],
    ['what jq prints for no id', 'null\n'],
    ['an array in an array', '[["a"]]'],
    ['objects with commas between', '{"id":1},{"id":2}'],
    ['an object with words behind it', '{"id":1} done'],
    ["a string that isn't closed", '"a'],
    ['a page', '<html><body>Forbidden</body></html>'],
    ['a sentence', 'curl: (22) The requested URL returned error: 401'],
  ])('cannot be %s', async (_name, input) => {
    await expect(idsOn(input)).rejects.toThrow('Found no id');
  });

  it('can begin with a profile in a line or a JSON string, and not in an answer of a service', () => {
    expect(targetsOn('shop:1\n"shop:2"\n{"id":"shop:3"}\n["shop:4"]')).toMatchObject([
      { text: 'shop:1' },
      { text: 'shop:2' },
      { response: { body: { id: 'shop:3' } } },
      { response: { body: ['shop:4'] } },
    ]);
  });

  it.each([
    ['a line', 'a\n\nb\u200Bc\n', '"bc" on line 3 of standard input', 2],
    ['a response', '{"id":1}\n{\n"id":"x\\u200b1"}', '"x1" on line 2 of standard input', 2],
    ['an array', '[1,\n"yz\\u200b"]', '"yz" on line 1 of standard input', 3],
  ])('hold no invisible character: %s', async (_name, input, start, at) => {
    const message = `${start} has a zero-width space (U+200B) at character ${at}.`;
    await expect(idsOn(input)).rejects.toThrow(message);
  });

  it('are not the number of a JSON-RPC request', async () => {
    for (const more of ['"result":"b0145eb7619556fa"', '"result":{"id":1}', '"x":1']) {
      const response = `{"id":"4","jsonrpc":"2.0",${more}}`;
      await expect(idsOn(response)).rejects.toThrow('not the id of the import');
      await expect(idsOn(`[${response}]`)).rejects.toThrow('not the id of the import');
    }
  });

  it('are not the number of a request in JSON-RPC 1.0 either', async () => {
    const response = '{"result":"b0145eb7619556fa","error":null,"id":4}';
    await expect(idsOn(response)).rejects.toThrow('not the id of the import');
    await expect(idsOn('{"result":null,"error":{"message":"No"},"id":4}')).rejects.toThrow(
      'reports an error: No',
    );
    for (const more of ['', ',"error":null', ',"result":"x"', ',"error":null,"result":null'])
      expect(await idsOn(`{"id":"4"${more}}`)).toEqual(['4']);
    expect(await idsOn('{"id":"4","error":null,"result":"x","status":"new"}')).toEqual(['4']);
  });

  it('are not in a JSON-RPC response that reports an error', async () => {
    const response = '{"jsonrpc":"2.0","id":4,"error":{"code":-32000,"message":"No such table"}}';
    await expect(idsOn(response)).rejects.toThrow('reports an error: No such table');
  });

  it.each([
    ['separated by null characters', 'a\0b\0', "tr '\\0' '\\n'"],
    ["in UTF-16 that doesn't say so", 'a\0b\0\n\0', 'iconv -f UTF-16LE'],
    ['in colors', '\u001B[1;39m{\u001B[0m"id":1}', 'Turn them off, for example with jq -M'],
  ])('are refused %s, with the fix', async (_name, input, fix) => {
    const error = { code: 'usage', hint: expect.stringContaining(fix) };
    await expect(idsOn(input)).rejects.toMatchObject(error);
  });

  it('without an id appear in the message as plain text', async () => {
    await expect(idsOn('\u001B[31m{ not\nJSON')).rejects.toThrow('which begins: { not JSON');
  });

  it('are found or refused, whatever is read', async () => {
    const texts = fc.string({ unit: 'binary' });
    const heads = fc.constantFrom('', 'HTTP/1.1 202 Accepted\r\n', 'HTTP/2 200\n\n');
    await fc.assert(
      fc.asyncProperty(heads, fc.oneof(texts, fc.json()), async (head, rest) => {
        try {
          expect((await idsOn(head + rest)).length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(ImportwatchError);
        }
      }),
    );
  });
});
