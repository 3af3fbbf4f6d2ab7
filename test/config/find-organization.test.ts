import { join, relative } from 'node:path';
import { findOrganization } from '../../lib/config/find-organization';
import { folderWith, valid } from './folder';

const withNames = (...names: readonly string[]) =>
  folderWith(Object.fromEntries(names.map((name) => [`organizations/${name}/organization.yaml`, valid])));

it('is the one with that name', () => {
  const root = withNames('example', 'acme');
  expect(findOrganization('acme', root)).toBe(join(root, 'organizations', 'acme'));
});

it.each([
  ['the only one', ['acme']],
  ['the only one beside the example', ['acme', 'example']],
])('is %s when none is named', (_, names) => {
  const root = withNames(...names);
  expect(findOrganization(undefined, root)).toBe(join(root, 'organizations', 'acme'));
});

it('is the example when none of several is named', () => {
  const root = withNames('acme', 'example', 'test');
  expect(findOrganization(undefined, root)).toBe(join(root, 'organizations', 'example'));
});

it('is a folder anywhere, by a path from here, or that of the file in it', () => {
  const elsewhere = folderWith({ 'organization.yaml': valid });
  const root = withNames('example');
  expect(findOrganization(elsewhere, root)).toBe(elsewhere);
  expect(findOrganization(relative(process.cwd(), elsewhere), root)).toBe(elsewhere);
  expect(findOrganization(join(elsewhere, 'organization.yaml'), root)).toBe(elsewhere);
});

it('is not where we are, when a variable of a script is empty', () => {
  expect(() => findOrganization('', withNames('example'))).toThrow('is empty; give one, or leave it out');
});

it('is rather the one with that name than a folder here that is called alike', () => {
  const root = withNames('lib', 'example');
  expect(findOrganization('lib', root)).toBe(join(root, 'organizations', 'lib'));
});

it.each([
  ['exmaple', "has acme, example; did you mean 'example'?"],
  ['organizations/acmee', "has acme, example; did you mean 'acme'?"],
  ['nothing-like-it', 'has acme, example; give one of these, or the path of a folder with an organization.yaml'],
])('says which there are when there is no %s', (wanted, advice) => {
  const root = withNames('acme', 'example');
  expect(() => findOrganization(wanted, root)).toThrow(
    `there is no organization '${wanted}' in ${join(root, 'organizations')}, which ${advice}`,
  );
});

it('says so when none of several is named and there is no example, or there is none at all', () => {
  expect(() => findOrganization(undefined, withNames('acme', 'test'))).toThrow("there is no organization 'example'");
  expect(() => findOrganization(undefined, folderWith({}))).toThrow('which has none; give');
});
