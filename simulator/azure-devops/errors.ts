import { ServiceError } from "./wire";

const endpoints = "Microsoft.VisualStudio.Services.ServiceEndpoints.WebApi";
const distributedTask = "Microsoft.TeamFoundation.DistributedTask.WebApi";

export const serviceEndpointError = (status: number, message: string): ServiceError =>
  new ServiceError(status, `${endpoints}.ServiceEndpointException`, message);

/** Thrown by the proxy itself, status 500 (A36). */
export const proxyError = (message: string): ServiceError =>
  new ServiceError(500, `${distributedTask}.ServiceEndpointException`, message);

export const invalidBinding = (): ServiceError =>
  new ServiceError(
    500,
    `${endpoints}.InvalidDataSourceBindingException`,
    "Only URLs starting with {{endpoint.url}} or {{configuration.Url}} can be called.",
  );

/** Wrong arguments of the caller (A92). */
export const argumentError = (message: string): ServiceError =>
  new ServiceError(400, "System.ArgumentException, mscorlib", message, 0);

export const argumentNull = (parameter: string): ServiceError =>
  new ServiceError(
    400,
    "System.ArgumentNullException, mscorlib",
    `Value cannot be null. Parameter name: ${parameter}`,
    0,
  );

export const endpointNotFound = (id: string): ServiceError =>
  new ServiceError(
    404,
    `${endpoints}.ServiceEndpointNotFoundException`,
    `Service endpoint with id '${id}' was not found, or you are not allowed to see it.`,
  );

export const duplicateName = (name: string): ServiceError =>
  new ServiceError(
    500,
    `${endpoints}.DuplicateServiceConnectionException`,
    `Service connection with name ${name} already exists. Only a user having Administrator/User role permissions on service connection ${name} can see it.`,
  );

export const internalError = (
  activityId: string,
  status = 500,
  type = "System.Exception, mscorlib",
): ServiceError =>
  new ServiceError(status, type, `TF400898: An Internal Error Occurred. Activity Id: ${activityId}.`, 0);

/** The refusal of the organization level (A83); status and key are unpublished (Q10). */
export const organizationRightMissing = (): ServiceError =>
  new ServiceError(
    403,
    "Microsoft.VisualStudio.Services.Security.AccessCheckException",
    "You need to be an organisation/collection level Administrator of the service endpoint to perform this operation",
  );

export const notAuthorized = (userName: string, status = 403): ServiceError =>
  new ServiceError(
    status,
    "Microsoft.TeamFoundation.Framework.Server.UnauthorizedRequestException",
    `TF400813: The user '${userName}' is not authorized to access this resource.`,
  );

export const projectNotFound = (project: string): ServiceError =>
  new ServiceError(
    404,
    "Microsoft.TeamFoundation.Core.WebApi.ProjectDoesNotExistWithNameException",
    `TF200016: The following project does not exist: ${project}. Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server.`,
    3000,
  );
