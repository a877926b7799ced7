/** Lines for a page of a command: how to run it in the pod of the exporter, whatever the chart makes it of. */
export function podCommand(command: string): string {
  return `# in a pod; with shards statefulset/NAME takes the place of deployment/NAME
kubectl exec deployment/NAME -- /nodejs/bin/node /app/dist/main.js ${command} --config.file=/etc/iam-credential-exporter/config.yaml`;
}
