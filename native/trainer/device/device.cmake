# device_code: a library with the kernels in it, as PTX from kernels.ptx.tar.xz and, where nvcc is, as machine code too.
set(DEVICE_DIR ${CMAKE_CURRENT_LIST_DIR})
set(DEVICE_CODE_FOLDER ${CMAKE_CURRENT_BINARY_DIR}/device-code)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${DEVICE_DIR}/kernels.ptx.tar.xz)
file(ARCHIVE_EXTRACT INPUT ${DEVICE_DIR}/kernels.ptx.tar.xz DESTINATION ${DEVICE_CODE_FOLDER})

add_library(device_code STATIC ${DEVICE_DIR}/embedded.cpp)
set_property(SOURCE ${DEVICE_DIR}/embedded.cpp APPEND PROPERTY OBJECT_DEPENDS ${DEVICE_DIR}/kernels.ptx.tar.xz)
target_compile_definitions(device_code PRIVATE DEVICE_CODE_FOLDER="${DEVICE_CODE_FOLDER}")
target_include_directories(device_code PUBLIC ${DEVICE_DIR})

find_program(TRAINER_NVCC nvcc HINTS $ENV{CUDA_HOME}/bin /usr/local/cuda/bin DOC "nvcc, to compile the kernels for known GPUs")
option(TRAINER_FATBIN "Compile the kernels with nvcc where it is found" ON)
if(TRAINER_NVCC AND TRAINER_FATBIN)
  set(GPUS "")
  foreach(cc 75 80 86 89 90 120)
    list(APPEND GPUS -gencode arch=compute_${cc},code=sm_${cc})
  endforeach()
  file(GLOB DEVICE_SOURCES CONFIGURE_DEPENDS ${DEVICE_DIR}/*.cu ${DEVICE_DIR}/*.h)
  add_custom_command(OUTPUT ${DEVICE_CODE_FOLDER}/kernels.fatbin
    COMMAND ${TRAINER_NVCC} -std=c++17 -O3 --expt-relaxed-constexpr -t 2 --compress-mode=size ${GPUS} -fatbin ${DEVICE_DIR}/kernels.cu
      -o ${DEVICE_CODE_FOLDER}/kernels.fatbin
    DEPENDS ${DEVICE_SOURCES} VERBATIM)
  set_property(SOURCE ${DEVICE_DIR}/embedded.cpp APPEND PROPERTY OBJECT_DEPENDS ${DEVICE_CODE_FOLDER}/kernels.fatbin)
  target_compile_definitions(device_code PRIVATE HAVE_FATBIN)
  message(STATUS "CUDA kernels: PTX, and machine code by ${TRAINER_NVCC}")
else()
  message(STATUS "CUDA kernels: PTX only, nvcc not found")
endif()
