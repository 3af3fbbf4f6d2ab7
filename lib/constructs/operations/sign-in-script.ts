import { signInsLogGroup } from '../../model/root-logins';

const agent = '/opt/aws/amazon-cloudwatch-agent';
const written = '/var/log/breakwater-sign-ins.log';
const unit = '/etc/systemd/system/breakwater-sign-ins.service';
/** Where the agent of Systems Manager keeps what it gets for instances without a profile; for an hour or so. */
const lentCredentials = '/var/lib/amazon/ssm/credentials';

/**
 * Has CloudWatch's agent send who signs in, in POSIX shell. Run each day, it changes nothing where nothing has changed.
 * What the agent was told by others stays: ours is appended.
 */
export const signInScript: readonly string[] = [
  'set -eu',
  // The first there is; a system that writes neither keeps a journal, of which systemd then writes us a file.
  'log=/var/log/secure',
  '[ -e "$log" ] || log=/var/log/auth.log',
  'if [ ! -e "$log" ]; then',
  `  log=${written}`,
  `  if [ ! -e ${unit} ]; then`,
  `    cat >${unit} <<'UNIT'`,
  '[Unit]',
  'Description=Writes what the journal has of sign-ins to a file',
  '[Service]',
  'UMask=0077',
  'Restart=always',
  `ExecStart=/bin/sh -c 'exec journalctl --follow --lines=0 --output=short-iso SYSLOG_FACILITY=4 + SYSLOG_FACILITY=10 >>${written}'`,
  '[Install]',
  'WantedBy=multi-user.target',
  'UNIT',
  `    printf '%s {\\n weekly\\n rotate 4\\n missingok\\n copytruncate\\n}\\n' ${written} >/etc/logrotate.d/breakwater-sign-ins`,
  '    systemctl daemon-reload',
  '    systemctl enable --now breakwater-sign-ins.service',
  '  fi',
  'fi',
  `common=${agent}/etc/common-config.toml`,
  'touch "$common"',
  'before=$(cat "$common")',
  // The second ends the last line, where it has no end.
  `sed -i -e '/# breakwater: begin/,/# breakwater: end/d' -e '$a\\' "$common"`,
  `if [ -n "$(find ${lentCredentials} -mmin -120 2>/dev/null)" ] && ! grep -q '^ *\\[credentials\\]' "$common"; then`,
  `  printf '# breakwater: begin\\n[credentials]\\nshared_credential_profile = "default"\\nshared_credential_file = "%s"\\n# breakwater: end\\n' ${lentCredentials} >>"$common"`,
  'fi',
  `wanted=$(printf '${JSON.stringify(configuration('%s'))}' "$log")`,
  `mine=${agent}/etc/breakwater-sign-ins.json`,
  `ctl=${agent}/bin/amazon-cloudwatch-agent-ctl`,
  'if [ "$(cat "$mine" 2>/dev/null)" != "$wanted" ] || [ "$(cat "$common")" != "$before" ] || ! "$ctl" -a status | grep -q \'"running"\'; then',
  '  printf \'%s\\n\' "$wanted" >"$mine"',
  '  "$ctl" -a append-config -m auto -s -c "file:$mine" || { rm -f "$mine"; exit 1; }',
  'fi',
];

function configuration(file: string) {
  const sent = { file_path: file, log_group_name: signInsLogGroup, log_stream_name: '{instance_id}' };
  return { logs: { logs_collected: { files: { collect_list: [sent] } } } };
}
